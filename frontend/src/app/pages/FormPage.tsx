import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import type { EntityDocument, FormDocument } from "@/api/documents";
import { newIdempotencyKey } from "@/api/idempotencyKey";
import { meQuery } from "@/api/people";
import { type RecordValues, records } from "@/api/records";
import { DesktopForm } from "@/features/forms/DesktopForm";
import { draftKey } from "@/features/forms/model/draft";
import type { FormEnvironment } from "@/features/forms/model/formScene";
import { givenValues } from "@/features/forms/model/given";
import { startValues, storedForm } from "@/features/forms/model/start";
import { useChosenForm } from "@/features/forms/useChosenForm";
import { useFormEnvironment } from "@/features/forms/useFormEnvironment";
import { useRecordForm } from "@/features/forms/useRecordForm";
import { GateNotice, isGateProblem } from "@/features/records/components/GateNotice";
import { PageTitle } from "@/features/shell/PageTitle";
import { useCellWords } from "@/field-cells/useCellWords";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useToast } from "@/ui-phone/toastContext";
import { PageWaiting } from "../PageWaiting";
import { DesignLink } from "./DesignLink";
import style from "./pages.module.css";

/** A new record: by a form of the menu (/a/app/f/form) or by the first form of an entity (/r/entity/new). */
export function FormPage() {
  const { entity, form, problem } = useChosenForm();
  const environment = useFormEnvironment();
  const { data: me } = useQuery(meQuery);
  if (problem) return <ProblemNotice problem={problem} />;
  if (!entity || !form || !environment || !me) return <PageWaiting />;
  return (
    <NewRecord key={form.id} entity={entity} form={form} environment={environment} person={me.person.id} />
  );
}

type NewRecordProps = {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly environment: FormEnvironment;
  readonly person: string;
};

function NewRecord({ entity, form, environment, person }: NewRecordProps) {
  const { t } = useTranslation("forms");
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToast();
  const words = useCellWords();
  const [search] = useSearchParams();
  const [key] = useState(newIdempotencyKey);
  const start = useMemo(
    () => startValues(form, entity.fields, environment, givenValues(entity.fields, search)),
    [form, entity, environment, search],
  );
  const [made, setMade] = useState<RecordValues>();
  const run = useRecordForm({
    entity,
    form,
    before: {},
    start,
    environment,
    draft: draftKey(person, form.id, "new"),
    onSave: async (changes) =>
      setMade(await records.create(entity.key, changes, `${key}-${digest(changes)}`, storedForm(form))),
  });
  const created = () => {
    toast.show({ text: t("created") });
    void client.invalidateQueries({ queryKey: ["records", entity.key] });
  };
  if (made) return <Arrived to={`/r/${entity.key}/${made.id}`} onArrive={created} />;
  const title = t("create", { name: entity.name });
  return (
    <div className={style.formPage}>
      <PageTitle title={title} actions={<DesignLink entity={entity} form={form.id} />} />
      <DesktopForm
        run={run}
        words={words}
        submitLabel={form.submit ?? t("submit")}
        onSaved={() => undefined}
        onCancel={() => void navigate(-1)}
        explain={(problem, toField) =>
          isGateProblem(problem) ? (
            <GateNotice problem={problem} entity={entity} record={undefined} onField={toField} />
          ) : null
        }
      />
    </div>
  );
}

/** The same content sent twice is one record; changed content is a new try. */
function digest(changes: unknown): string {
  let sum = 7;
  for (const character of JSON.stringify(changes))
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647;
  return sum.toString(36);
}

function Arrived({ to, onArrive }: { readonly to: string; readonly onArrive: () => void }) {
  const navigate = useNavigate();
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current) return;
    arrived.current = true;
    onArrive();
    void navigate(to, { replace: true });
  }, [navigate, onArrive, to]);
  return <Skeleton lines={6} />;
}
