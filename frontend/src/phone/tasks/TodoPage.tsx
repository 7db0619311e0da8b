import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheckBig } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type ActionOffer, type TaskRow, taskListQuery, taskTabs } from "@/features/tasks/api";
import { ActionDialog } from "@/features/tasks/components/ActionDialog";
import { DueTag } from "@/features/tasks/components/DueTag";
import { useActionWords } from "@/features/tasks/components/useActionWords";
import { useTaskTab } from "@/features/tasks/components/useTaskTab";
import { offerOf } from "@/features/tasks/model/actions";
import { shownFacts } from "@/features/tasks/model/shownFacts";
import { Paged } from "@/ui/page/Paged";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { Card } from "@/ui-phone/Card";
import { Dialog } from "@/ui-phone/Dialog";
import { Tabs } from "@/ui-phone/Tabs";
import { PhoneShell } from "../PhoneShell";
import style from "./tasks.module.css";
import { usePhoneAct } from "./usePhoneAct";

type Asked = { readonly task: TaskRow; readonly offer: ActionOffer };

/** Decide from the list: one tap approves and can be undone for five seconds, a rejection asks for its reason. */
export function TodoPage() {
  const { t } = useTranslation("tasks");
  const navigate = useNavigate();
  const [tab, setTab] = useTaskTab();
  const list = useInfiniteQuery(taskListQuery(tab));
  const { labelOf } = useActionWords();
  const { begin, send } = usePhoneAct();
  const [asked, setAsked] = useState<Asked>();
  const tasks = list.data?.pages.flatMap((page) => page.tasks) ?? [];
  const counts = list.data?.pages[0]?.counts;

  const card = (task: TaskRow) => {
    const quick = (["reject", "approve"] as const)
      .map((name) => offerOf(task, name))
      .filter((one) => one !== undefined);
    return (
      <Card
        title={task.record?.title || task.flow.name}
        status={<DueTag task={task} />}
        facts={shownFacts(task, 3).map((fact) => ({ label: fact.name, value: fact.text }))}
        note={[task.node.name, task.initiator ? t("from", { name: task.initiator.name }) : ""]
          .filter(Boolean)
          .join(" · ")}
        onOpen={() => void navigate(`/todo/${task.id}`)}
        actions={
          tab === "todo" && quick.length > 0
            ? quick.map((offer) => (
                <Button
                  key={offer.name}
                  size="phone"
                  look={offer.name === "approve" ? "primary" : "plain"}
                  onClick={() => void begin(task, offer, () => setAsked({ task, offer }))}
                >
                  {labelOf(offer)}
                </Button>
              ))
            : undefined
        }
      />
    );
  };

  return (
    <PhoneShell title={t("title")}>
      <Tabs
        label={t("title")}
        current={tab}
        onChange={(key) => setTab(taskTabs.find((one) => one === key) ?? "todo")}
        tabs={taskTabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          ...(counts?.[key] === undefined ? {} : { count: counts[key] }),
        }))}
      >
        <div className={style.list}>
          <Paged
            size="phone"
            query={list}
            count={tasks.length}
            empty={
              <EmptyState
                icon={<CircleCheckBig />}
                title={t(`empty.${tab}.title`)}
                hint={t(`empty.${tab}.hint`)}
              />
            }
          >
            {tasks.map((task) => (
              <div key={task.id}>{card(task)}</div>
            ))}
          </Paged>
        </div>
      </Tabs>
      {asked ? (
        <ActionDialog
          frame={Dialog}
          size="phone"
          offer={asked.offer}
          onClose={() => setAsked(undefined)}
          onAct={(decision) => send(asked.task, asked.offer, decision)}
        />
      ) : null}
    </PhoneShell>
  );
}
