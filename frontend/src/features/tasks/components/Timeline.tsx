import { Check, CircleDashed, CornerUpLeft, Hourglass, MessageSquare, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fileAddress } from "@/api/files";
import { joinNames } from "@/lib/joinNames";
import { spanBetween, spanOfHours } from "@/lib/spans";
import { useNow } from "@/ui/page/useNow";
import { useSpanWords } from "@/ui/page/useSpanWords";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import type { TimelineEntry } from "../api";
import { targetHours } from "../model/waiting";
import style from "./Timeline.module.css";

export type TimelineProps = { readonly entries: readonly TimelineEntry[] };

const marks: Readonly<Record<string, typeof Check>> = {
  reject: X,
  timeout: Hourglass,
  escalate: Hourglass,
  send_back: CornerUpLeft,
  withdraw: CornerUpLeft,
  take_back: CornerUpLeft,
  comment: MessageSquare,
};

/** Past decisions, who has it now and for how long, and who is expected next. */
export function Timeline({ entries }: TimelineProps) {
  return (
    <ol className={style.timeline}>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the log only grows at its end
        <li key={index} className={joinNames(style.entry, style[entry.state], entry.void && style.void)}>
          <Mark entry={entry} />
          <div className={style.text}>
            {entry.state === "now" ? (
              <Waiting entry={entry} />
            ) : entry.state === "next" ? (
              <Expected entry={entry} />
            ) : (
              <Done entry={entry} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ entry }: { readonly entry: TimelineEntry }) {
  const Icon =
    entry.state === "now"
      ? Hourglass
      : entry.state === "next"
        ? CircleDashed
        : (marks[entry.act ?? ""] ?? Check);
  return (
    <span className={style.mark} data-act={entry.act} aria-hidden="true">
      <Icon />
    </span>
  );
}

const namesOf = (entry: TimelineEntry): string =>
  (entry.people ?? []).map((person) => person.name).join(" · ");

function Done({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation("tasks");
  const who = entry.by?.name ?? t("timeline.flow");
  return (
    <>
      <p>
        <strong>{entry.behalf ? t("timeline.behalf", { who, behalf: entry.behalf.name }) : who}</strong>{" "}
        {entry.act ? t(`act.${entry.act}`) : ""} {namesOf(entry)}
      </p>
      {entry.why === "record_deleted" ? <p className={style.meta}>{t("timeline.recordDeleted")}</p> : null}
      {entry.comment ? <blockquote className={style.comment}>{entry.comment}</blockquote> : null}
      {entry.signature || entry.attachments?.length ? (
        <p className={style.meta}>
          {entry.signature ? <a href={fileAddress(entry.signature)}>{t("timeline.signature")}</a> : null}
          {entry.attachments?.map((id, place) => (
            <a key={id} href={fileAddress(id)} download>
              {t("timeline.attachment", { number: place + 1 })}
            </a>
          ))}
        </p>
      ) : null}
      <p className={style.meta}>
        {entry.node ? <span>{entry.node.name}</span> : null}
        {entry.at ? <RelativeTime moment={entry.at} /> : null}
        {entry.void ? <span>{t("timeline.void")}</span> : null}
      </p>
    </>
  );
}

function Waiting({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation("tasks");
  const now = useNow();
  const words = useSpanWords();
  const target = targetHours(entry.since, entry.due_at);
  const late = Boolean(entry.due_at && Date.parse(entry.due_at) < now.getTime());
  return (
    <>
      <p>
        <strong>{namesOf(entry) || entry.by?.name || t("timeline.nobody")}</strong> {t("timeline.deciding")}
      </p>
      <p className={joinNames(style.meta, late && style.late)}>
        {entry.node ? <span>{entry.node.name}</span> : null}
        {entry.since ? (
          <span>{t("timeline.waiting", { span: words(spanBetween(entry.since, now)) })}</span>
        ) : null}
        {target === null ? null : (
          <span>{t("timeline.target", { span: words(spanOfHours(Number(target))) })}</span>
        )}
        {late ? <span>{t("overdue")}</span> : null}
      </p>
    </>
  );
}

function Expected({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation("tasks");
  return (
    <p className={style.meta}>
      <span>{t("timeline.next")}</span>
      {entry.node ? <span>{entry.node.name}</span> : null}
      <span>{namesOf(entry)}</span>
    </p>
  );
}
