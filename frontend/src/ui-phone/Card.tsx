import type { ReactNode } from "react";
import style from "./Card.module.css";

export type CardFact = { readonly label: string; readonly value: ReactNode };

export type CardProps = {
  readonly title: ReactNode;
  readonly status?: ReactNode;
  /** The few facts that decide: at most three are worth showing. */
  readonly facts?: readonly CardFact[];
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly onOpen?: () => void;
};

export function Card({ title, status, facts = [], note, actions, onOpen }: CardProps) {
  return (
    <article className={style.card}>
      <header className={style.head}>
        <h2 className={style.title}>
          {onOpen ? (
            <button type="button" onClick={onOpen} className={style.open}>
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        {status}
      </header>
      {facts.length > 0 ? (
        <dl className={style.facts}>
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {note ? <p className={style.note}>{note}</p> : null}
      {actions ? <footer className={style.actions}>{actions}</footer> : null}
    </article>
  );
}
