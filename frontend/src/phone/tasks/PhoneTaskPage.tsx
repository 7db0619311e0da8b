import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { ActionOffer, TaskDocument } from "@/features/tasks/api";
import { AskedAction } from "@/features/tasks/components/AskedAction";
import { DueTag } from "@/features/tasks/components/DueTag";
import { TaskFields } from "@/features/tasks/components/TaskFields";
import { Timeline } from "@/features/tasks/components/Timeline";
import { useActionWords } from "@/features/tasks/components/useActionWords";
import { isOpen, type TaskWork, useTaskWork } from "@/features/tasks/components/useTaskWork";
import { sortedOffers } from "@/features/tasks/model/actions";
import { ShellKindContext } from "@/field-widgets/ShellKind";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { Dialog } from "@/ui-phone/Dialog";
import { List } from "@/ui-phone/List";
import { ListRow } from "@/ui-phone/ListRow";
import { useToast } from "@/ui-phone/toastContext";
import { PhoneShell } from "../PhoneShell";
import style from "./tasks.module.css";

const main = new Set(["approve", "reject", "resubmit"]);

/** One matter on a phone: what it says, its story, the two main answers under the thumb, the rest in a sheet. */
export function PhoneTaskPage() {
  const { task: id = "" } = useParams();
  const { t } = useTranslation("tasks");
  const navigate = useNavigate();
  const work = useTaskWork(id, t("fields.required"));
  const back = () => void navigate("/todo");
  if (!work.task) {
    return (
      <PhoneShell title={t("title")} onBack={back}>
        <div className={style.list}>
          {work.query.isError ? (
            <ProblemNotice problem={work.query.error} onRetry={() => void work.query.refetch()} />
          ) : (
            <Skeleton lines={8} />
          )}
        </div>
      </PhoneShell>
    );
  }
  return <Matter task={work.task} work={work} onBack={back} />;
}

type MatterProps = {
  readonly task: TaskDocument;
  readonly work: TaskWork;
  readonly onBack: () => void;
};

function Matter({ task, work, onBack }: MatterProps) {
  const { t } = useTranslation("tasks");
  const { labelOf } = useActionWords();
  const toast = useToast();
  const [more, setMore] = useState(false);
  const offers = sortedOffers(task.actions);
  const rest = offers.filter((offer) => !main.has(offer.name));
  const first = offers.filter((offer) => main.has(offer.name)).toReversed();
  const say = (offer: ActionOffer) => {
    toast.show({ text: t("done", { action: labelOf(offer) }) });
    if (main.has(offer.name)) onBack();
  };
  const begin = async (offer: ActionOffer) => {
    setMore(false);
    if (await work.begin(offer)) say(offer);
  };
  return (
    <PhoneShell
      title={task.record?.title || task.flow.name}
      onBack={onBack}
      {...(offers.length > 0
        ? {
            footer: (
              <div className={style.footer}>
                {rest.length > 0 ? (
                  <IconButton
                    size="phone"
                    label={t("phone.more")}
                    icon={<Ellipsis />}
                    onClick={() => setMore(true)}
                  />
                ) : null}
                {first.map((offer) => (
                  <Button
                    key={offer.name}
                    size="phone"
                    block
                    look={offer.name === "reject" ? "plain" : "primary"}
                    busy={work.files.awaited}
                    onClick={() => void begin(offer)}
                  >
                    {labelOf(offer)}
                  </Button>
                ))}
              </div>
            ),
          }
        : {})}
    >
      <div className={style.list}>
        <p className={style.line}>
          <DueTag task={task} />
          <span>{[task.flow.name, task.node.name].filter(Boolean).join(" · ")}</span>
        </p>
        {work.problem ? <ProblemNotice problem={work.problem} /> : null}
        {task.values ? (
          <section className={style.block} aria-label={task.flow.name}>
            <ShellKindContext value="phone">
              <TaskFields
                fields={work.fields}
                values={task.values}
                edits={work.changes}
                onEdit={work.edit}
                readOnly={!isOpen(task)}
                problems={work.problems}
                onUpload={work.files.follow}
              />
            </ShellKindContext>
          </section>
        ) : null}
        <section className={style.block}>
          <h2>{t("timeline.title")}</h2>
          <Timeline entries={task.timeline} />
        </section>
      </div>
      {more ? (
        <Dialog title={t("phone.more")} onClose={() => setMore(false)}>
          <List label={t("phone.more")}>
            {rest.map((offer) => (
              <ListRow
                key={offer.name}
                title={labelOf(offer)}
                detail={t(`means.${offer.name}`)}
                onSelect={() => void begin(offer)}
              />
            ))}
          </List>
        </Dialog>
      ) : null}
      <AskedAction frame={Dialog} size="phone" task={task} work={work} onDone={say} />
    </PhoneShell>
  );
}
