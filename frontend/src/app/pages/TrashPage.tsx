import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { type RecordValues, records } from "@/api/records";
import { titleOfRecord } from "@/features/records/model/fields";
import { useEntity } from "@/features/records/useEntity";
import { titleOf } from "@/field-cells/cell";
import { useCellWords } from "@/field-cells/useCellWords";
import type { Json } from "@/lib/json";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { useToast } from "@/ui-phone/toastContext";

/** What was removed of an entity, and the way back. */
export function TrashPage() {
  const { entity: key = "" } = useParams();
  const { t } = useTranslation("records");
  const navigate = useNavigate();
  const { entity, problem } = useEntity(key);
  const list = useQuery({
    queryKey: ["records", key, "trash"],
    queryFn: ({ signal }) => records.trash(key, signal),
  });
  if (problem) return <ProblemNotice problem={problem} />;
  return (
    <PageFrame title={t("trash.of", { name: entity?.name ?? "" })} hint={t("trash.hint")}>
      <Answered query={list}>
        {(found) =>
          !entity ? null : found.records.length === 0 ? (
            <EmptyState
              icon={<Trash2 />}
              title={t("trash.none")}
              hint={t("trash.noneHint")}
              action={<Button onClick={() => void navigate(-1)}>{t("trash.toList")}</Button>}
            />
          ) : (
            <>
              <TrashTable entity={entity} removed={found.records} />
              {found.more ? <p>{t("trash.more", { count: found.records.length })}</p> : null}
            </>
          )
        }
      </Answered>
    </PageFrame>
  );
}

type TrashTableProps = { readonly entity: EntityDocument; readonly removed: readonly RecordValues[] };

function TrashTable({ entity, removed }: TrashTableProps) {
  const { t } = useTranslation("records");
  const toast = useToast();
  const client = useQueryClient();
  const words = useCellWords();
  const [problem, setProblem] = useState<unknown>();
  const restore = async (record: RecordValues) => {
    setProblem(undefined);
    try {
      await records.restore(entity.key, record.id);
      await client.invalidateQueries({ queryKey: ["records", entity.key] });
      toast.show({ text: t("trash.restored", { title: titleOfRecord(entity, record) || t("untitled") }) });
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  return (
    <>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <PlainTable
        label={t("trash.of", { name: entity.name })}
        rows={removed}
        rowKey={(record) => record.id}
        columns={[
          {
            key: "title",
            title: entity.name,
            show: (record) => titleOfRecord(entity, record) || t("untitled"),
          },
          { key: "by", title: t("trash.by"), show: (record) => titleOf((record.updated_by ?? null) as Json) },
          {
            key: "at",
            title: t("trash.at"),
            show: ({ updated_at }) =>
              typeof updated_at === "string" ? <RelativeTime moment={updated_at} zone={words.zone} /> : null,
          },
          {
            key: "restore",
            title: <span className="visually-hidden">{t("trash.restore")}</span>,
            end: true,
            show: (record) => (
              <Button size="small" icon={<RotateCcw size={14} />} onClick={() => void restore(record)}>
                {t("trash.restore")}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
