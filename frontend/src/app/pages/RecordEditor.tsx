import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, FormDocument } from "@/api/documents";
import { meQuery } from "@/api/people";
import { type Changes, type RecordValues, records } from "@/api/records";
import { DesktopForm } from "@/features/forms/DesktopForm";
import { focusField } from "@/features/forms/focusProblem";
import { draftKey } from "@/features/forms/model/draft";
import type { FormEnvironment } from "@/features/forms/model/formScene";
import { storedForm } from "@/features/forms/model/start";
import type { Values } from "@/features/forms/model/wire";
import { isStale, StaleNotice } from "@/features/forms/StaleNotice";
import { useFormEnvironment } from "@/features/forms/useFormEnvironment";
import { useRecordForm } from "@/features/forms/useRecordForm";
import { GateNotice, isGateProblem } from "@/features/records/components/GateNotice";
import type { CellWords } from "@/field-cells/cell";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useToast } from "@/ui-phone/toastContext";

export type RecordEditorProps = {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly record: RecordValues;
  readonly words: CellWords;
  /** Where editing begins; empty for the first field. */
  readonly field: string;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
  readonly onReload: () => void;
};

export function RecordEditor(props: RecordEditorProps) {
  const environment = useFormEnvironment();
  const { data: me } = useQuery(meQuery);
  if (!environment || !me) return <Skeleton lines={6} />;
  return <Editor {...props} environment={environment} person={me.person.id} />;
}

type EditorProps = RecordEditorProps & { readonly environment: FormEnvironment; readonly person: string };

function Editor({
  entity,
  form,
  record,
  words,
  field,
  onSaved,
  onCancel,
  onReload,
  environment,
  person,
}: EditorProps) {
  const { t } = useTranslation(["forms", "common"]);
  const toast = useToast();
  const place = useRef<HTMLDivElement>(null);
  // The version that was read when editing began, or the newer one that the person chose to write over.
  const version = useRef(record.version);
  const start = useMemo(() => record as unknown as Values, [record]);
  const run = useRecordForm({
    entity,
    form,
    before: start,
    start,
    environment,
    draft: draftKey(person, form.id, record.id),
    onSave: (changes: Changes) =>
      records.change(entity.key, record.id, changes, version.current, storedForm(form)),
  });
  useEffect(() => {
    const timer = setTimeout(() => focusField(place.current, field), 30);
    return () => clearTimeout(timer);
  }, [field]);
  const saved = () => {
    toast.show({ text: t("saved") });
    onSaved();
  };
  return (
    <div ref={place}>
      <DesktopForm
        run={run}
        words={words}
        submitLabel={t("common:save")}
        onSaved={saved}
        onCancel={() => {
          run.forgetDraft();
          onCancel();
        }}
        explain={(problem, toField) =>
          isStale(problem) ? (
            <StaleNotice
              problem={problem}
              fields={entity.fields}
              words={words}
              onOverwrite={(current) => {
                version.current = current;
                void run.submit().then((done) => done && saved());
              }}
              onReload={() => {
                run.forgetDraft();
                onReload();
                onCancel();
              }}
            />
          ) : isGateProblem(problem) ? (
            <GateNotice problem={problem} entity={entity} record={record.id} onField={toField} />
          ) : null
        }
      />
    </div>
  );
}
