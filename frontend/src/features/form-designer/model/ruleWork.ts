/** A rule while it is written: it becomes a step of the form as soon as it says something whole. */
import type { FieldDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";
import { kindOf } from "@/lib/condition/kinds";
import { isEmpty } from "@/lib/json";
import type { Deed, ReactionDraft, RuleDraft } from "./documents";

export type RuleWork = {
  readonly id: string;
  readonly name: string;
  readonly when: Condition | undefined;
  readonly then: readonly ReactionDraft[];
};

export const reactionFor = (deed: Deed, fields: readonly string[]): ReactionDraft =>
  fields.length > 0 ? { do: deed, fields } : { do: deed };

function whole(reaction: ReactionDraft): boolean {
  if (reaction.do === "message") return (reaction.text ?? "").trim() !== "";
  if ((reaction.fields ?? []).length === 0) return false;
  return reaction.do !== "set" || !isEmpty(reaction.value) || (reaction.expression ?? "") !== "";
}

/** Undefined while something is missing: a condition, a field, a value, a text. */
export function finishedRule(work: RuleWork): RuleDraft | undefined {
  const { when } = work;
  if (!when || work.name.trim() === "" || work.then.length === 0 || !work.then.every(whole)) return undefined;
  return { ...work, when };
}

/** Whether a formula can give what the field holds: not ids of options, people or records. */
export const takesFormula = (field: FieldDocument): boolean =>
  ["number", "date", "moment", "boolean"].includes(kindOf(field)) ||
  ["text", "long_text", "phone", "email", "url"].includes(field.type);

/** The same fields do something else; what belonged to the old deed alone goes. */
export const withDeed = (reaction: ReactionDraft, deed: Deed): ReactionDraft =>
  reactionFor(deed, reaction.fields ?? []);
