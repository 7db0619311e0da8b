import { createContext, useContext } from "react";

export type ToastMessage = {
  readonly text: string;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
  readonly milliseconds?: number;
};

export type Toaster = { readonly show: (message: ToastMessage) => void };

export const ToastContext = createContext<Toaster | undefined>(undefined);

export function useToast(): Toaster {
  const toaster = useContext(ToastContext);
  if (!toaster) throw new Error("useToast needs a ToastProvider above it");
  return toaster;
}
