/** A public form in the shape in which forms are run: an entity and a form that have no names outside of this page. */
import type { EntityDocument, FieldDocument, FormDocument } from "@/api/documents";
import type { FormEnvironment } from "@/features/forms/model/formScene";
import { ianaZone } from "@/lib/formula/zone";
import type { PublicForm } from "./publicForms";

const nameless = "public";

export const entityOf = (shown: PublicForm): EntityDocument => ({
  id: nameless,
  key: nameless,
  app: nameless,
  name: shown.name,
  icon: "",
  title: null,
  fields: shown.fields as unknown as readonly FieldDocument[],
  gates: [],
  actions: ["create"],
  forms: [],
  views: [],
  related: [],
  prints: [],
});

export const formOf = (shown: PublicForm): FormDocument =>
  ({
    id: nameless,
    app: nameless,
    entity: nameless,
    name: shown.name,
    submit: shown.submit,
    steps: shown.steps,
    sections: shown.sections,
    rules: shown.rules,
  }) as unknown as FormDocument;

/** Nobody in particular, now. */
export const environmentOf = (shown: PublicForm, now: number): FormEnvironment => ({
  clock: { now: BigInt(now) * 1000n, zone: ianaZone(shown.timezone) },
  reader: { me: "", departments: [], subordinates: [] },
});
