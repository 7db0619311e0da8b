import { createContext, type ReactNode, useContext, useEffect } from "react";
import { createPortal } from "react-dom";
import style from "./PageTitle.module.css";

export type PageSlots = { readonly title: HTMLElement | null; readonly actions: HTMLElement | null };

export const PageSlotsContext = createContext<PageSlots>({ title: null, actions: null });

export type PageTitleProps = {
  readonly title: string;
  /** What can be done with the page, right of its title. */
  readonly actions?: ReactNode;
};

/** A page tells the shell's top bar, and the browser's tab, where the reader is. */
export function PageTitle({ title, actions }: PageTitleProps) {
  const slots = useContext(PageSlotsContext);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      {slots.title ? createPortal(<h1 className={style.title}>{title}</h1>, slots.title) : null}
      {slots.actions && actions ? createPortal(actions, slots.actions) : null}
    </>
  );
}
