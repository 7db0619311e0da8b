import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { Panels } from "@/ui/page/Panels";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import type { ActionOffer } from "../api";
import { AskedAction } from "../components/AskedAction";
import { DueTag } from "../components/DueTag";
import { DueWhy } from "../components/DueWhy";
import { TaskFields } from "../components/TaskFields";
import style from "../components/TaskPage.module.css";
import { Timeline } from "../components/Timeline";
import { useActionWords } from "../components/useActionWords";
import { isOpen, useTaskWork } from "../components/useTaskWork";
import { sortedOffers } from "../model/actions";

/** One matter: the record as this node shows it, its story, and what can be done. */
export function TaskPage() {
  const { task: id = "" } = useParams();
  const { t } = useTranslation("tasks");
  const { labelOf } = useActionWords();
  const work = useTaskWork(id, t("fields.required"));
  const [done, setDone] = useState<string>();
  const { task } = work;
  if (!task) {
    return (
      <PageFrame title={t("title")} narrow>
        {work.query.isError ? (
          <ProblemNotice problem={work.query.error} onRetry={() => void work.query.refetch()} />
        ) : (
          <Skeleton lines={10} />
        )}
      </PageFrame>
    );
  }
  const offers = sortedOffers(task.actions);
  const say = (offer: ActionOffer) => setDone(t("done", { action: labelOf(offer) }));
  const begin = async (offer: ActionOffer) => {
    setDone(undefined);
    if (await work.begin(offer)) say(offer);
  };
  return (
    <PageFrame
      narrow
      title={task.record?.title || task.flow.name}
      hint={
        <span className={style.hint}>
          <Link to="/todo">{t("title")}</Link>
          <span>{[task.flow.name, task.node.name].filter(Boolean).join(" · ")}</span>
          {task.initiator ? <span>{t("from", { name: task.initiator.name })}</span> : null}
          <RelativeTime moment={task.opened_at} />
          <DueTag task={task} />
          <DueWhy task={task} />
        </span>
      }
      actions={
        <>
          {task.record ? <Link to={`/r/${task.entity}/${task.record.id}`}>{t("openRecord")}</Link> : null}
          <Link to={`/runs/${task.run}`}>{t("openRun")}</Link>
        </>
      }
    >
      {done ? (
        <Notice tone="success" action={<Link to="/todo">{t("backToList")}</Link>}>
          {done}
        </Notice>
      ) : null}
      {work.problem ? <ProblemNotice problem={work.problem} /> : null}
      <Panels
        main={
          task.values ? (
            <TaskFields
              fields={work.fields}
              values={task.values}
              edits={work.changes}
              onEdit={work.edit}
              readOnly={!isOpen(task)}
              problems={work.problems}
              onUpload={work.files.follow}
            />
          ) : (
            <EmptyState compact title={t("fields.none")} />
          )
        }
        asideTitle={t("timeline.title")}
        aside={<Timeline entries={task.timeline} />}
      />
      {offers.length > 0 ? (
        <div className={style.actions} role="toolbar" aria-label={t("actions")}>
          {offers.map((offer) => (
            <Button
              key={offer.name}
              look={
                offer.name === "approve" || offer.name === "resubmit"
                  ? "primary"
                  : offer.name === "reject" || offer.name === "withdraw"
                    ? "danger"
                    : "plain"
              }
              busy={work.files.awaited}
              onClick={() => void begin(offer)}
            >
              {labelOf(offer)}
            </Button>
          ))}
        </div>
      ) : null}
      <AskedAction task={task} work={work} onDone={say} />
    </PageFrame>
  );
}
