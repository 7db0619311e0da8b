import { FilePlus2, FileSpreadsheet, LayoutTemplate, ListTodo, Sparkles } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AppDocument } from "@/api/documents";
import { accentFor } from "@/ui/accentFor";
import { EmptyState } from "@/ui/shared/EmptyState";
import style from "./home.module.css";

export type HomeTask = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
};

export type HomeViewProps = {
  readonly person: string;
  readonly apps: readonly AppDocument[];
  readonly startOf: (app: AppDocument) => string;
  readonly iconOf: (app: AppDocument) => ReactNode;
  /** Undefined while they are asked for. */
  readonly tasks: readonly HomeTask[] | undefined;
  /** Addresses of the ways that are open; the others explain themselves. */
  readonly ways: Readonly<Partial<Record<Way, string>>>;
};

export type Way = "blank" | "excel" | "template" | "sentence";

const icons: Readonly<Record<Way, ReactNode>> = {
  blank: <FilePlus2 />,
  excel: <FileSpreadsheet />,
  template: <LayoutTemplate />,
  sentence: <Sparkles />,
};
const ways: readonly Way[] = ["blank", "excel", "template", "sentence"];

export function HomeView({ person, apps, startOf, iconOf, tasks, ways: open }: HomeViewProps) {
  const { t } = useTranslation("home");
  const [explained, setExplained] = useState<Way>();
  return (
    <div className={style.home}>
      <h2 className={style.hello}>{t("hello", { name: person })}</h2>

      <section aria-labelledby="home-tasks">
        <h3 id="home-tasks" className={style.heading}>
          {t("tasks.title")}
          <Link to="/todo">{t("tasks.all")}</Link>
        </h3>
        {tasks && tasks.length > 0 ? (
          <ul className={style.tasks}>
            {tasks.map((task) => (
              <li key={task.id}>
                <Link to={`/todo/${task.id}`}>
                  <ListTodo size={16} aria-hidden="true" />
                  <span>{task.title}</span>
                  <small>{task.detail}</small>
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <p className={style.nothing}>{t("tasks.none")}</p>
        )}
      </section>

      <section aria-labelledby="home-apps">
        <h3 id="home-apps" className={style.heading}>
          {t("apps.title")}
        </h3>
        {apps.length === 0 ? (
          <EmptyState
            compact
            title={t("apps.none")}
            hint={t("apps.hint")}
            action={<Link to="/market">{t("apps.market")}</Link>}
          />
        ) : (
          <ul className={style.apps}>
            {apps.map((app) => (
              <li key={app.id} data-accent={accentFor(app.color, "indigo")}>
                <Link to={startOf(app)} className={style.app}>
                  <span className={style.tile} aria-hidden="true">
                    {iconOf(app) ?? Array.from(app.name)[0]}
                  </span>
                  <span>
                    <strong>{app.name}</strong>
                    <small>{app.description ?? ""}</small>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>

      <section aria-labelledby="home-ways">
        <h3 id="home-ways" className={style.heading}>
          {t("ways.title")}
        </h3>
        <ul className={style.ways}>
          {ways.map((way) => {
            const inside = (
              <>
                <span className={style.wayIcon} aria-hidden="true">
                  {icons[way]}
                </span>
                <strong>{t(`ways.${way}.name`)}</strong>
                <small>{t(`ways.${way}.hint`)}</small>
              </>
            );
            const address = open[way];
            return (
              <li key={way}>
                {address ? (
                  <Link to={address} className={style.way}>
                    {inside}
                  </Link>
                ) : (
                  <button
                    type="button"
                    className={style.way}
                    aria-expanded={explained === way}
                    onClick={() => setExplained(explained === way ? undefined : way)}
                  >
                    {inside}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
        <p className={style.explained} role="status">
          {explained ? t(`ways.${explained}.notYet`) : ""}
        </p>
      </section>
    </div>
  );
}
