import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import style from "./imports.module.css";

const steps = ["upload", "mapping", "check", "run"] as const;
export type Step = (typeof steps)[number];

/** Where one is; after a step the focus goes there, since the button that was pressed is gone. */
export function Steps({ current }: { readonly current: Step }) {
  const { t } = useTranslation("imports");
  const here = useRef<HTMLLIElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current !== current) here.current?.focus();
    shown.current = current;
  }, [current]);
  return (
    <ol className={style.steps} aria-label={t("steps")}>
      {steps.map((step, index) => (
        <li
          key={step}
          {...(step === current ? { ref: here, tabIndex: -1, "aria-current": "step" as const } : {})}
        >
          <span aria-hidden="true">{index + 1}</span>
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
