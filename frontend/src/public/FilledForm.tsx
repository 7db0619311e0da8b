import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { newIdempotencyKey } from "@/api/idempotencyKey";
import { DesktopForm } from "@/features/forms/DesktopForm";
import { draftKey } from "@/features/forms/model/draft";
import { givenValues } from "@/features/forms/model/given";
import { startValues } from "@/features/forms/model/start";
import { useRecordForm } from "@/features/forms/useRecordForm";
import { entityOf, environmentOf, formOf } from "./documents";
import { type PublicForm, publicForms } from "./publicForms";
import { useStrangerWords } from "./useStrangerWords";

export type FilledFormProps = {
  readonly token: string;
  readonly shown: PublicForm;
  readonly onSent: () => void;
};

/** The form being filled in; the address may bring values along, as ?name=…. */
export function FilledForm({ token, shown, onSent }: FilledFormProps) {
  const { t } = useTranslation("forms");
  const words = useStrangerWords(shown.timezone);
  const [now] = useState(Date.now);
  const [key] = useState(newIdempotencyKey);
  const parts = useMemo(() => {
    const entity = entityOf(shown);
    const form = formOf(shown);
    const environment = environmentOf(shown, now);
    const given = givenValues(
      entity.fields.filter((field) => field.type !== "link"),
      new URLSearchParams(location.search),
    );
    return { entity, form, environment, start: startValues(form, entity.fields, environment, given) };
  }, [shown, now]);
  const run = useRecordForm({
    ...parts,
    before: {},
    draft: draftKey("public", token, "new"),
    onSave: (values) => publicForms.send(token, values, `${key}-${JSON.stringify(values).length}`),
  });
  return <DesktopForm run={run} words={words} submitLabel={shown.submit || t("submit")} onSaved={onSent} />;
}
