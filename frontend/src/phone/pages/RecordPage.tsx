import { useQuery } from "@tanstack/react-query";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { formQuery } from "@/api/design";
import type { EntityDocument, FormDocument, PageDocument } from "@/api/documents";
import { type RecordValues, records } from "@/api/records";
import { formOfEntity } from "@/features/forms/model/start";
import { KeyFacts } from "@/features/records/components/KeyFacts";
import { RecordFacts } from "@/features/records/components/RecordFacts";
import { expandable, titleOfRecord } from "@/features/records/model/fields";
import { factsOf, formOf, pageOf } from "@/features/records/model/page";
import { useEntity } from "@/features/records/useEntity";
import type { CellWords } from "@/field-cells/cell";
import { useCellWords } from "@/field-cells/useCellWords";
import { lazily } from "@/i18n/lazily";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { Tabs } from "@/ui-phone/Tabs";
import { PhoneShell } from "../PhoneShell";
import style from "./phonePages.module.css";

const RecordBlocks = lazily(
  async () => (await import("@/features/records/components/RecordBlocks")).RecordBlocks,
);

export function RecordPage() {
  const { t } = useTranslation("phonePages");
  const { entity: key = "", record: id = "" } = useParams();
  const navigate = useNavigate();
  const words = useCellWords();
  const { entity, problem } = useEntity(key);
  const formId = entity && formOf(entity, undefined);
  const form = useQuery({ ...formQuery(formId ?? ""), enabled: formId !== undefined });
  const fields = entity?.fields ?? [];
  const record = useQuery({
    queryKey: ["records", key, "one", id],
    queryFn: ({ signal }) =>
      records.one(
        key,
        id,
        expandable(fields.map((field) => ({ field, key: field.key, linked: false }))),
        signal,
      ),
    enabled: entity !== undefined,
  });
  const failed = problem ?? record.error;
  const layout =
    form.data ??
    (entity && (formId === undefined || form.error)
      ? formOfEntity(entity.id, entity.name, fields)
      : undefined);
  const ready = entity && record.data && layout ? { entity, record: record.data, layout } : undefined;
  return (
    <PhoneShell
      title={ready ? titleOfRecord(ready.entity, ready.record) || t("list.untitled") : ""}
      onBack={() => void navigate(-1)}
      footer={
        ready?.entity.actions.includes("update") ? (
          <Button look="primary" size="phone" block onClick={() => void navigate(`/r/${key}/${id}/edit`)}>
            {t("record.edit")}
          </Button>
        ) : undefined
      }
    >
      {failed ? <ProblemNotice problem={failed} onRetry={() => void record.refetch()} /> : null}
      {ready || failed ? null : <Skeleton lines={8} />}
      {ready ? <Ready {...ready} words={words} /> : null}
    </PhoneShell>
  );
}

type ReadyProps = {
  readonly entity: EntityDocument;
  readonly record: RecordValues;
  readonly layout: FormDocument;
  readonly words: CellWords;
};

/** The usual page keeps all but the details under one tab; a page of its own puts its blocks side by side. */
function Ready({ entity, record, layout, words }: ReadyProps) {
  const { t } = useTranslation("phonePages");
  const [tab, setTab] = useState("facts");
  const page = pageOf(entity);
  const details = <RecordFacts entity={entity} form={layout} record={record} words={words} />;
  const blocks = (list: PageDocument["main"], whole: ReactNode) => (
    <Suspense fallback={<Skeleton lines={4} />}>
      <RecordBlocks
        label={t("record.tabs")}
        blocks={list}
        entity={entity}
        record={record}
        words={words}
        details={whole}
        wide={false}
      />
    </Suspense>
  );
  if (entity.page)
    return (
      <>
        <KeyFacts fields={factsOf(entity, page)} record={record} words={words} />
        {blocks([...page.main, ...page.side], details)}
      </>
    );
  return (
    <Tabs
      label={t("record.tabs")}
      tabs={[
        { key: "facts", label: t("record.facts") },
        { key: "more", label: t("record.more") },
      ]}
      current={tab}
      onChange={setTab}
    >
      {tab === "facts" ? <div className={style.facts}>{details}</div> : blocks(page.side, null)}
    </Tabs>
  );
}
