/** A form and its entity as their drafts hold them: members at their default are absent. */
import type { PlacementDocument } from "@/api/documents";
import { type EntityDraft, fieldOf } from "@/designing/fields/documents";
import type { DesignDocument, Workbench } from "@/designing/model/workbench";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { PublicDraft } from "./publicSide";

export type Placement = Partial<PlacementDocument> & { readonly field: string };

export type SectionDraft = {
  readonly id: string;
  readonly name?: string;
  readonly tab?: boolean;
  readonly fields: readonly Placement[];
};

export const deeds = ["show", "hide", "require", "readonly", "set", "message"] as const;
export type Deed = (typeof deeds)[number];

export type ReactionDraft = {
  readonly do: Deed;
  readonly fields?: readonly string[];
  readonly value?: Json;
  readonly expression?: string;
  readonly text?: string;
};

export type RuleDraft = {
  readonly id: string;
  readonly name: string;
  readonly when: Condition;
  readonly then: readonly ReactionDraft[];
};

export type FormDraft = DesignDocument & {
  readonly entity: string;
  readonly sections: readonly SectionDraft[];
  readonly rules?: readonly RuleDraft[];
  readonly submit?: string;
  /** Sections are filled in one after the other. */
  readonly steps?: boolean;
  /** What people without an account may do with it; absent: nothing. */
  readonly public?: PublicDraft | null;
};

export const placementDefaults = {
  width: 24,
  label: "",
  help: "",
  required: false,
  readonly: false,
  default: null,
  fill: null,
  columns: [],
} as const;
export const sectionDefaults = { name: "", tab: false } as const;
/** The engine's own default for the button is a Chinese word (`Form.submit`). */
export const formDefaults = {
  submit: "\u63d0\u4ea4",
  description: "",
  rules: [],
  steps: false,
  public: null,
} as const;

export function formOf(workbench: Workbench, id: string): FormDraft | undefined {
  const found = workbench[id];
  return found?.kind === "form" ? (found as FormDraft) : undefined;
}

export const sectionOf = (form: FormDraft, field: string): SectionDraft | undefined =>
  form.sections.find((section) => section.fields.some((place) => place.field === field));

export const placementOf = (form: FormDraft, field: string): Placement | undefined =>
  form.sections.flatMap((section) => section.fields).find((place) => place.field === field);

/** Ids of the fields on the form, in reading order. */
export const placedIds = (form: FormDraft): readonly string[] =>
  form.sections.flatMap((section) => section.fields.map((place) => place.field));

export const labelOf = (form: FormDraft, entity: EntityDraft, id: string): string =>
  placementOf(form, id)?.label || fieldOf(entity, id)?.name || id;
