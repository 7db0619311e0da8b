import { type ReactNode, useId } from "react";
import style from "./EntryForm.module.css";

export type EntryFormProps = {
  readonly title: string;
  readonly hint: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** The frame of what one fills in before anything else is shown: the mark, what it is about, the fields. */
export function EntryForm({ title, hint, onSubmit, children }: EntryFormProps) {
  const id = useId();
  return (
    <form
      className={style.form}
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <header>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1 id={id} className={style.title}>
          {title}
        </h1>
        <p className={style.hint}>{hint}</p>
      </header>
      {children}
    </form>
  );
}
