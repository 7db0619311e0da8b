import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import style from "./Toast.module.css";
import { ToastContext, type ToastMessage } from "./toastContext";

const shownFor = 5_000;

/** One message at a time at the bottom edge, with at most one action (usually 'undo'). */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<ToastMessage>();
  const show = useCallback((next: ToastMessage) => setMessage({ ...next }), []);
  useEffect(() => {
    if (!message) return undefined;
    const timer = setTimeout(() => setMessage(undefined), message.milliseconds ?? shownFor);
    return () => clearTimeout(timer);
  }, [message]);
  const value = useMemo(() => ({ show }), [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div className={style.place} role="status" aria-live="polite">
        {message ? (
          <div className={style.toast}>
            <span className={style.text}>{message.text}</span>
            {message.action ? (
              <button
                type="button"
                className={style.action}
                onClick={() => {
                  message.action?.onSelect();
                  setMessage(undefined);
                }}
              >
                {message.action.label}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </ToastContext>
  );
}
