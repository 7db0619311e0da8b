import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { formQuery } from "@/api/design";
import { records } from "@/api/records";
import { formOfEntity } from "@/features/forms/model/start";
import { RecordFacts } from "@/features/records/components/RecordFacts";
import { expandable, titleOfRecord } from "@/features/records/model/fields";
import { useEntity } from "@/features/records/useEntity";
import { useCellWords } from "@/field-cells/useCellWords";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { Tabs } from "@/ui-phone/Tabs";
import { PhoneShell } from "../PhoneShell";
import style from "./phonePages.module.css";

const RecordTabs = lazy(async () => ({
  default: (await import("@/features/records/components/RecordTabs")).RecordTabs,
}));

export function RecordPage() {
  const { t } = useTranslation("phonePages");
  const { entity: key = "", record: id = "" } = useParams();
  const navigate = useNavigate();
  const words = useCellWords();
  const [tab, setTab] = useState("facts");
  const { entity, problem } = useEntity(key);
  const formId = entity?.forms[0]?.id;
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
      {ready ? (
        <Tabs
          label={t("record.tabs")}
          tabs={[
            { key: "facts", label: t("record.facts") },
            { key: "more", label: t("record.more") },
          ]}
          current={tab}
          onChange={setTab}
        >
          {tab === "facts" ? (
            <div className={style.facts}>
              <RecordFacts entity={ready.entity} form={ready.layout} record={ready.record} words={words} />
            </div>
          ) : (
            <Suspense fallback={<Skeleton lines={4} />}>
              <RecordTabs entity={ready.entity} record={ready.record} words={words} />
            </Suspense>
          )}
        </Tabs>
      ) : null}
    </PhoneShell>
  );
}
