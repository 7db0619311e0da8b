import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "@/ui/shared/Button";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import type { ActionOffer, TaskRow } from "../api";
import { offerOf } from "../model/actions";
import { shownFacts } from "../model/shownFacts";
import { DueTag } from "./DueTag";
import style from "./TaskList.module.css";
import { useActionWords } from "./useActionWords";

export type TaskListRowProps = {
  readonly task: TaskRow;
  readonly current: boolean;
  /** Without it the row has no box to tick. */
  readonly onTick?: ((on: boolean) => void) | undefined;
  readonly ticked: boolean;
  readonly onAct: (task: TaskRow, offer: ActionOffer) => void;
};

export function TaskListRow({ task, current, onTick, ticked, onAct }: TaskListRowProps) {
  const { t } = useTranslation("tasks");
  const { labelOf } = useActionWords();
  const title = task.record?.title || task.flow.name;
  const quick = (["approve", "reject"] as const)
    .map((name) => offerOf(task, name))
    .filter((offer) => offer !== undefined);
  return (
    <li className={style.row} data-current={current || undefined} data-task={task.id}>
      {onTick ? (
        <input
          type="checkbox"
          checked={ticked}
          aria-label={t("tick", { title })}
          onChange={(event) => onTick(event.target.checked)}
        />
      ) : null}
      <div className={style.main}>
        <p className={style.title}>
          <Link to={`/todo/${task.id}`}>{title}</Link>
          <DueTag task={task} />
        </p>
        <dl className={style.facts}>
          {shownFacts(task, 3).map((fact) => (
            <div key={fact.key}>
              <dt>{fact.name}</dt>
              <dd>{fact.text}</dd>
            </div>
          ))}
        </dl>
        <p className={style.meta}>
          {task.node.name ? <span>{task.node.name}</span> : null}
          {task.initiator ? <span>{t("from", { name: task.initiator.name })}</span> : null}
          {task.behalf ? <span>{t("for", { name: task.behalf.name })}</span> : null}
          {task.waiting_for?.length ? (
            <span>{t("with", { names: task.waiting_for.map((one) => one.name).join(" · ") })}</span>
          ) : null}
          <RelativeTime moment={task.closed_at ?? task.opened_at} />
        </p>
      </div>
      <div className={style.quick}>
        {quick.map((offer) => (
          <Button
            key={offer.name}
            size="small"
            look={offer.name === "approve" ? "primary" : "plain"}
            onClick={() => onAct(task, offer)}
          >
            {labelOf(offer)}
          </Button>
        ))}
      </div>
    </li>
  );
}
