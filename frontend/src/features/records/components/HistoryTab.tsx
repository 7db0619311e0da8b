import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { type HistoryEntry, records } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { FieldValue } from "@/field-cells/FieldValue";
import { Avatar } from "@/ui/shared/Avatar";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import style from "./record.module.css";

export type HistoryTabProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly version: number;
  readonly words: CellWords;
};

/** Who changed what, and what changed it where that was no person. */
export function HistoryTab({ entity, record, version, words }: HistoryTabProps) {
  const { t } = useTranslation("records");
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["records", entity.key, "history", record, version],
    queryFn: ({ signal }) => records.history(entity.key, record, signal),
  });
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton lines={5} />;
  if (data.entries.length === 0) return <EmptyState compact title={t("history.none")} />;
  return (
    <ol className={style.history}>
      {data.entries.map((entry) => (
        <li key={entry.version}>
          <p className={style.who}>
            {entry.by ? (
              <Avatar id={entry.by.id} name={entry.by.name} size={22} withName />
            ) : (
              t("history.automatic")
            )}
            <span>{t(`history.action.${entry.action}`, { defaultValue: entry.action })}</span>
            {entry.via && entry.via !== "api" ? (
              <span className={style.via}>{t(`history.via.${entry.via}`, { defaultValue: entry.via })}</span>
            ) : null}
            <RelativeTime moment={entry.at} zone={words.zone} />
          </p>
          {entry.action === "create" ? null : <Changes entry={entry} entity={entity} words={words} />}
        </li>
      ))}
    </ol>
  );
}

function Changes({
  entry,
  entity,
  words,
}: { readonly entry: HistoryEntry } & Pick<HistoryTabProps, "entity" | "words">) {
  const { t } = useTranslation("records");
  return (
    <ul className={style.changes}>
      {Object.entries(entry.changes).map(([key, pair]) => {
        const field = entity.fields.find((one) => one.key === key);
        const [before, after] = Array.isArray(pair) ? pair : [null, pair];
        return field ? (
          <li key={key}>
            <span className={style.changed}>{field.name}</span>
            <del>
              <FieldValue field={field} value={before ?? null} words={words} />
            </del>
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">{t("history.to")}</span>
            <ins>
              <FieldValue field={field} value={after ?? null} words={words} />
            </ins>
          </li>
        ) : null;
      })}
    </ul>
  );
}
