import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { type HistoryEntry, records } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { FieldValue } from "@/field-cells/FieldValue";
import type { Json } from "@/lib/json";
import { Avatar } from "@/ui/shared/Avatar";
import { EmptyState } from "@/ui/shared/EmptyState";
import { IconButton } from "@/ui/shared/IconButton";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useToast } from "@/ui-phone/toastContext";
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
  const client = useQueryClient();
  const toast = useToast();
  const restore = async (field: FieldDocument, value: Json) => {
    try {
      await records.change(entity.key, record, { [field.key]: value }, version);
      await client.invalidateQueries({ queryKey: ["records", entity.key] });
      toast.show({ text: t("history.broughtBack", { name: field.name }) });
    } catch (problem) {
      toast.show({ text: problem instanceof Error ? problem.message : t("edit.refused") });
    }
  };
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton lines={5} />;
  if (data.entries.length === 0)
    return <EmptyState compact title={t("history.none")} hint={t("history.noneHint")} />;
  return (
    <ol className={style.history}>
      {data.entries.map((entry) => (
        <li key={entry.version}>
          <p className={style.who}>
            {entry.by ? (
              <Avatar id={entry.by.id} name={entry.by.name} size={22} withName />
            ) : (
              t(entry.via === "public" ? "history.stranger" : "history.automatic")
            )}
            <span>{t(`history.action.${entry.action}`, { defaultValue: entry.action })}</span>
            {entry.via && entry.via !== "api" ? (
              <span className={style.via}>{t(`history.via.${entry.via}`, { defaultValue: entry.via })}</span>
            ) : null}
            <RelativeTime moment={entry.at} zone={words.zone} />
          </p>
          {entry.action === "create" ? null : (
            <Changes
              entry={entry}
              entity={entity}
              words={words}
              onRestore={(field, value) => void restore(field, value)}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

type ChangesProps = Pick<HistoryTabProps, "entity" | "words"> & {
  readonly entry: HistoryEntry;
  readonly onRestore: (field: FieldDocument, value: Json) => void;
};

function Changes({ entry, entity, words, onRestore }: ChangesProps) {
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
            {entity.actions.includes("update") && field.access === "write" && !field.computed ? (
              <IconButton
                size="small"
                label={t("history.bringBack")}
                icon={<RotateCcw />}
                onClick={() => onRestore(field, before ?? null)}
              />
            ) : null}
          </li>
        ) : null;
      })}
    </ul>
  );
}
