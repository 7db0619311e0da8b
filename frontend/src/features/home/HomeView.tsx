import { ListTodo } from "lucide-react";
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

/** A package that is not installed yet. */
export type Demo = {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly icon: ReactNode;
};

export type HomeViewProps = {
  readonly person: string;
  readonly apps: readonly AppDocument[];
  readonly startOf: (app: AppDocument) => string;
  readonly iconOf: (app: AppDocument) => ReactNode;
  /** Undefined while they are asked for. */
  readonly tasks: readonly HomeTask[] | undefined;
  readonly firstSteps: ReactNode;
  /** Ways to begin an app, for people who may. */
  readonly ways: ReactNode;
  readonly demos: readonly Demo[];
};

export function HomeView(props: HomeViewProps) {
  const { person, apps, ways } = props;
  const { t } = useTranslation("home");
  // Whoever has nothing yet begins; whoever works here works on.
  const fresh = apps.length === 0 && Boolean(ways);
  const beginning = <Beginning {...props} />;
  return (
    <div className={style.home}>
      <h2 className={style.hello}>{t("hello", { name: person })}</h2>
      {fresh ? beginning : null}
      {props.firstSteps}
      <Tasks tasks={props.tasks} />
      {fresh ? null : <Apps {...props} />}
      {fresh ? null : beginning}
    </div>
  );
}

function Tasks({ tasks }: Pick<HomeViewProps, "tasks">) {
  const { t } = useTranslation("home");
  return (
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
  );
}

function Apps({ apps, startOf, iconOf }: Pick<HomeViewProps, "apps" | "startOf" | "iconOf">) {
  const { t } = useTranslation("home");
  return (
    <section aria-labelledby="home-apps">
      <h3 id="home-apps" className={style.heading}>
        {t("apps.title")}
      </h3>
      {apps.length === 0 ? (
        <EmptyState compact title={t("apps.none")} hint={t("apps.hint")} />
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
  );
}

function Beginning({ ways, demos }: Pick<HomeViewProps, "ways" | "demos">) {
  const { t } = useTranslation("home");
  return (
    <>
      {ways ? (
        <section aria-labelledby="home-ways">
          <h3 id="home-ways" className={style.heading}>
            {t("ways.title")}
          </h3>
          {ways}
        </section>
      ) : null}
      {demos.length > 0 ? (
        <section aria-labelledby="home-demos">
          <h3 id="home-demos" className={style.heading}>
            {t("demos.title")}
            <small>{t("demos.hint")}</small>
          </h3>
          <ul className={style.apps}>
            {demos.map((demo) => (
              <li key={demo.id}>
                <Link to={`/market/${demo.id}`} className={style.app}>
                  {demo.icon}
                  <span>
                    <strong>{demo.name}</strong>
                    <small>{demo.summary}</small>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
