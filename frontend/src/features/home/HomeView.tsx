import { FileSpreadsheet, LayoutTemplate, ListTodo } from "lucide-react";
import type { ReactNode } from "react";
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
  /** Ways to begin that are open to this person, with their addresses. */
  readonly ways: readonly { readonly way: Way; readonly to: string }[];
};

export type Way = "template" | "excel";

const icons: Readonly<Record<Way, ReactNode>> = {
  template: <LayoutTemplate />,
  excel: <FileSpreadsheet />,
};

export function HomeView({ person, apps, startOf, iconOf, tasks, ways }: HomeViewProps) {
  const { t } = useTranslation("home");
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
          {ways.map(({ way, to }) => (
            <li key={way}>
              <Link to={to} className={style.way}>
                <span className={style.wayIcon} aria-hidden="true">
                  {icons[way]}
                </span>
                <strong>{t(`ways.${way}.name`)}</strong>
                <small>{t(`ways.${way}.hint`)}</small>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
