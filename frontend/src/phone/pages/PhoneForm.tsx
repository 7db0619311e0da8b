import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument, FormDocument } from "@/api/documents";
import { newIdempotencyKey } from "@/api/idempotencyKey";
import { type RecordValues, records } from "@/api/records";
import { FormNotices } from "@/features/forms/FormNotices";
import { FormSection } from "@/features/forms/FormSection";
import { focusField, focusProblem } from "@/features/forms/focusProblem";
import { draftKey } from "@/features/forms/model/draft";
import type { FormEnvironment } from "@/features/forms/model/formScene";
import { storedForm } from "@/features/forms/model/start";
import type { Values } from "@/features/forms/model/wire";
import { useFormSteps } from "@/features/forms/useFormSteps";
import { useRecordForm } from "@/features/forms/useRecordForm";
import { GateNotice, isGateProblem } from "@/features/records/components/GateNotice";
import { useCellWords } from "@/field-cells/useCellWords";
import { Button } from "@/ui/shared/Button";
import { useToast } from "@/ui-phone/toastContext";
import { PhoneShell } from "../PhoneShell";
import style from "./phonePages.module.css";

export type PhoneFormProps = {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly environment: FormEnvironment;
  readonly person: string;
  readonly record: RecordValues | undefined;
  readonly start: Values;
};

export function PhoneForm({ entity, form, environment, person, record, start }: PhoneFormProps) {
  const { t } = useTranslation(["forms", "common"]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToast();
  const words = useCellWords();
  const place = useRef<HTMLDivElement>(null);
  const [key] = useState(newIdempotencyKey);
  const saved = useRef<string>(record?.id ?? "");
  const run = useRecordForm({
    entity,
    form,
    before: record ? start : {},
    start,
    environment,
    draft: draftKey(person, form.id, record?.id ?? "new"),
    onSave: async (changes) => {
      const answer = record
        ? await records.change(entity.key, record.id, changes, record.version, storedForm(form))
        : await records.create(
            entity.key,
            changes,
            `${key}-${JSON.stringify(changes).length}`,
            storedForm(form),
          );
      saved.current = answer.id ?? saved.current;
    },
  });
  const steps = useFormSteps(run, () => requestAnimationFrame(() => focusProblem(place.current)));
  const { current, section, last } = steps;
  const next = async () => {
    if (await steps.next()) place.current?.closest("main")?.scrollTo({ top: 0 });
  };
  const submit = async () => {
    if (!(await run.submit())) return;
    toast.show({ text: t(record ? "saved" : "created") });
    await client.invalidateQueries({ queryKey: ["records", entity.key] });
    void navigate(`/r/${entity.key}/${saved.current}`, { replace: true });
  };
  return (
    <PhoneShell
      title={record ? form.name : t("create", { name: entity.name })}
      onBack={() => (current > 0 ? steps.back() : void navigate(-1))}
      footer={
        <Button
          look="primary"
          size="phone"
          block
          busy={run.busy || run.files.awaited}
          onClick={() => void (last ? submit() : next())}
        >
          {run.files.awaited
            ? t("uploading", { count: run.files.count })
            : !last
              ? t("next")
              : record
                ? t("common:save")
                : (form.submit ?? t("submit"))}
        </Button>
      }
    >
      {steps.count > 1 ? (
        <div className={style.progress}>
          <progress
            aria-label={t("step", { at: current + 1, all: steps.count })}
            value={current + 1}
            max={steps.count}
          />
          <span aria-hidden="true">{t("step", { at: current + 1, all: steps.count })}</span>
        </div>
      ) : null}
      <div ref={place} className={style.form}>
        <FormNotices
          run={run}
          explain={(problem) =>
            isGateProblem(problem) ? (
              <GateNotice
                problem={problem}
                entity={entity}
                record={record?.id}
                onField={(field) => {
                  steps.toField(field);
                  requestAnimationFrame(() => focusField(place.current, field));
                }}
              />
            ) : null
          }
        />
        {section ? <FormSection run={run} section={section} words={words} /> : null}
      </div>
    </PhoneShell>
  );
}
