import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheckBig } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { LinkButton } from "@/ui/page/LinkButton";
import { LinkTabs } from "@/ui/page/LinkTabs";
import { Paged } from "@/ui/page/Paged";
import { PageFrame } from "@/ui/page/PageFrame";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { type ActionOffer, type TaskRow, taskListQuery, taskTabs } from "../api";
import { ActionDialog } from "../components/ActionDialog";
import { BatchDialog } from "../components/BatchDialog";
import style from "../components/TaskList.module.css";
import { TaskListRow } from "../components/TaskListRow";
import { useListKeys } from "../components/useListKeys";
import { useTaskAct } from "../components/useTaskAct";
import { useTaskTab } from "../components/useTaskTab";
import { goesAtOnce, offerOf } from "../model/actions";
import { emptyList, groupByFlow, keepKnown, moveCursor, tick, tickAll } from "../model/selection";

type Asked = { readonly task: TaskRow; readonly offer: ActionOffer };

/** What waits for me, what I started, what I was copied on, what I have decided. */
export function TaskListPage() {
  const { t } = useTranslation("tasks");
  const navigate = useNavigate();
  const [tab] = useTaskTab();
  const list = useInfiniteQuery(taskListQuery(tab));
  const act = useTaskAct();
  const tasks = useMemo(() => list.data?.pages.flatMap((page) => page.tasks) ?? [], [list.data]);
  const groups = useMemo(() => groupByFlow(tasks), [tasks]);
  const ids = useMemo(() => groups.flatMap((group) => group.tasks.map((task) => task.id)), [groups]);
  const [raw, setState] = useState(emptyList);
  const [known, setKnown] = useState(ids);
  if (known !== ids) {
    setKnown(ids);
    setState(keepKnown(raw, ids, known));
  }
  const state = raw;
  const [asked, setAsked] = useState<Asked>();
  const [batch, setBatch] = useState<"approve" | "reject">();
  const [problem, setProblem] = useState<unknown>();
  const [said, setSaid] = useState("");

  const doIt = (task: TaskRow, offer: ActionOffer) => {
    setProblem(undefined);
    if (!goesAtOnce(offer)) return setAsked({ task, offer });
    act(task.id, offer.name, {}).then(
      () => setSaid(t("said", { title: task.record?.title ?? task.flow.name })),
      (refusal: unknown) => setProblem(refusal),
    );
  };
  const current = tasks.find((task) => task.id === state.cursor);
  const byKey = (name: "approve" | "reject") => () => {
    if (state.ticked.size > 0) return setBatch(name);
    const offer = current && offerOf(current, name);
    if (current && offer) doIt(current, offer);
  };
  const step = (by: 1 | -1) => () => {
    const next = moveCursor(state, ids, by);
    setState(next);
    document.querySelector(`[data-task="${next.cursor}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useListKeys({
    j: step(1),
    k: step(-1),
    x: () => current && tab === "todo" && setState(tick(state, current.id)),
    a: byKey("approve"),
    r: byKey("reject"),
    o: () => current && void navigate(`/todo/${current.id}`),
  });
  const ticked = tasks.filter((task) => state.ticked.has(task.id));
  const counts = list.data?.pages[0]?.counts;

  return (
    <PageFrame
      title={t("title")}
      narrow
      below={
        <LinkTabs
          label={t("title")}
          current={tab}
          tabs={taskTabs.map((key) => ({
            key,
            label: t(`tab.${key}`),
            to: key === "todo" ? "/todo" : `/todo?tab=${key}`,
            count: counts?.[key],
          }))}
        />
      }
    >
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {tab === "todo" && tasks.length > 0 ? (
        <p className={style.keys}>
          {(["j", "k", "x", "a", "r", "o"] as const).map((key) => (
            <span key={key}>
              <kbd>{key.toUpperCase()}</kbd> {t(`key.${key}`)}
            </span>
          ))}
        </p>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      <Paged
        query={list}
        count={tasks.length}
        empty={
          <EmptyState
            icon={<CircleCheckBig />}
            title={t(`empty.${tab}.title`)}
            hint={t(`empty.${tab}.hint`)}
            action={tab === "started" ? <LinkButton to="/">{t("empty.go")}</LinkButton> : undefined}
          />
        }
      >
        {groups.map((group) => (
          <section key={group.key} className={style.group} aria-label={group.name}>
            <h2 className={style.groupHead}>
              {group.name}
              <span>{group.tasks.length}</span>
            </h2>
            <ul>
              {group.tasks.map((task) => (
                <TaskListRow
                  key={task.id}
                  task={task}
                  current={state.cursor === task.id}
                  ticked={state.ticked.has(task.id)}
                  onTick={tab === "todo" ? (on) => setState(tick(state, task.id, on)) : undefined}
                  onAct={doIt}
                />
              ))}
            </ul>
          </section>
        ))}
      </Paged>
      {ticked.length > 0 ? (
        <div className={style.batch} role="toolbar" aria-label={t("batch.bar")}>
          <span>{t("batch.ticked", { count: ticked.length })}</span>
          <Button look="quiet" onClick={() => setState(tickAll(state, ids, ticked.length < ids.length))}>
            {t(ticked.length < ids.length ? "batch.all" : "batch.none")}
          </Button>
          <Button onClick={() => setBatch("reject")}>{t("action.reject")}</Button>
          <Button look="primary" onClick={() => setBatch("approve")}>
            {t("action.approve")}
          </Button>
        </div>
      ) : null}
      {batch ? <BatchDialog verdict={batch} tasks={ticked} onClose={() => setBatch(undefined)} /> : null}
      {asked ? (
        <ActionDialog
          offer={asked.offer}
          onClose={() => setAsked(undefined)}
          onAct={(decision) => act(asked.task.id, asked.offer.name, decision)}
        />
      ) : null}
    </PageFrame>
  );
}
