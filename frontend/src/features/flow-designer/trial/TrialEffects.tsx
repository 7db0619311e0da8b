import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { formatMoment } from "@/lib/moments";
import { useDesk } from "../DeskContext";
import style from "./Trial.module.css";
import type { TrialVisit } from "./useTrial";

type Effects = Partial<
  Pick<TrialVisit, "tasks" | "timers" | "writes" | "messages" | "requests" | "acts" | "reports">
>;

/** All that would come of a step, in words. None of it happened. */
export function TrialEffects({ tasks, timers, writes, messages, requests, acts, reports }: Effects) {
  return (
    <ul className={style.effects}>
      {tasks?.map((task) => (
        <Task key={task.task} task={task} />
      ))}
      {acts?.map((act, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what a trial has done keeps its order
        <Act key={place} act={act} />
      ))}
      {timers?.map((timer) => (
        <Timer key={timer.timer} timer={timer} />
      ))}
      {writes?.map((write, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Write key={place} write={write} />
      ))}
      {messages?.map((message, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Message key={place} message={message} />
      ))}
      {requests?.map((request, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Request key={place} request={request} />
      ))}
      {reports?.map((report) => (
        <Line key={report.code} kind="report">
          {report.message}
        </Line>
      ))}
    </ul>
  );
}

type LineProps = {
  readonly kind: "task" | "timer" | "write" | "message" | "request" | "act" | "report";
  readonly children: ReactNode;
};

function Line({ kind, children }: LineProps) {
  const { t } = useTranslation("flowTrial");
  return (
    <li>
      <span className={style.kind}>{t(`kind.${kind}`)}</span>
      <div className={style.said}>{children}</div>
    </li>
  );
}

function Task({ task }: { readonly task: TrialVisit["tasks"][number] }) {
  const { t } = useTranslation("flowTrial");
  const { told } = useDesk();
  const rules = task.rules.map((rule) => told.who(rule)).filter(Boolean);
  const why = task.why === "assigned" ? rules.join(" · ") : t(`why.${task.why}`);
  return (
    <Line kind="task">
      <strong>{task.person.name}</strong>
      {task.behalf ? ` ${t("behalf", { name: task.behalf.name })}` : ""}
      {why ? <span className={style.hint}> {t("because", { why })}</span> : null}
      {task.how ? <span className={style.hint}> {t(`how.${task.how}`)}</span> : null}
    </Line>
  );
}

function Act({ act }: { readonly act: TrialVisit["acts"][number] }) {
  const { t } = useTranslation(["flowTrial", "runs"]);
  return (
    <Line kind="act">
      {act.by?.name ?? t("flowTrial:flow")} {t(`runs:act.${act.act}`)}
      {act.behalf ? ` ${t("flowTrial:behalf", { name: act.behalf.name })}` : ""}
    </Line>
  );
}

function Timer({ timer }: { readonly timer: TrialVisit["timers"][number] }) {
  const { t } = useTranslation("flowTrial");
  const { zone } = useCellWords();
  return (
    <Line kind="timer">
      <time dateTime={timer.due_at}>{formatMoment(timer.due_at, zone)}</time>{" "}
      {t(`does.${timer.does}`, { defaultValue: timer.does })}{" "}
      <span className={style.hint}>{t(`timer.${timer.state}`)}</span>
    </Line>
  );
}

function Write({ write }: { readonly write: TrialVisit["writes"][number] }) {
  const { t } = useTranslation(["flowTrial", "runs", "cells"]);
  const empty = t("cells:empty");
  return (
    <Line kind="write">
      {t(`flowTrial:wrote.${write.type}`, { entity: write.entity.name })}
      {write.record?.title ? ` “${write.record.title}”` : ""}
      <ul>
        {write.changes.map((one) => (
          <li key={one.key} className={style.hint}>
            {t("runs:change", { name: one.name, before: one.before || empty, after: one.after || empty })}
          </li>
        ))}
      </ul>
    </Line>
  );
}

function Message({ message }: { readonly message: TrialVisit["messages"][number] }) {
  const { t } = useTranslation(["flowTrial", "runs"]);
  const channels = message.channels.map((one) => t(`runs:channel.${one}`, { defaultValue: one }));
  return (
    <Line kind="message">
      {t("runs:sentTo", {
        what: t(`runs:what.${message.what}`, { defaultValue: message.what }),
        channel: channels.join(" · "),
        people: message.people.map((person) => person.name).join(" · "),
      })}
      {message.title ? <p className={style.quoted}>{message.title}</p> : null}
      {message.body ? <p className={style.quoted}>{message.body}</p> : null}
    </Line>
  );
}

function Request({ request }: { readonly request: TrialVisit["requests"][number] }) {
  const headers = Object.entries(request.headers);
  return (
    <Line kind="request">
      <code>
        {request.method} {request.url}
      </code>
      {headers.length > 0 || Object.keys(request.body).length > 0 ? (
        <pre className={style.quoted}>
          {[
            ...headers.map(([name, value]) => `${name}: ${value}`),
            JSON.stringify(request.body, null, 2),
          ].join("\n")}
        </pre>
      ) : null}
    </Line>
  );
}
