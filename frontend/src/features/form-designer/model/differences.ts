/** How far a draft is ahead of what is published, one sentence for each place. */
import type { EntityDraft } from "@/designing/fields/documents";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { type FormDraft, labelOf, placedIds, placementOf, type SectionDraft } from "./documents";

type Named = { readonly id: string; readonly name?: string };

export function formDifferences(
  before: FormDraft | null,
  after: FormDraft,
  oldEntity: EntityDraft | null,
  entity: EntityDraft,
): readonly Say[] {
  if (!before) return [{ key: "difference.new", params: { name: after.name } }];
  const old = new Set(placedIds(before));
  const now = new Set(placedIds(after));
  const name = (id: string) => labelOf(after, entity, id);
  const oldName = (id: string) => labelOf(before, oldEntity ?? entity, id);
  const stayed = [...now].filter((id) => old.has(id));
  const both = new Set(stayed);
  const reordered = orderOf(before, both) !== orderOf(after, both);
  const say = (key: string, params: Say["params"] = {}): Say => ({ key: `difference.${key}`, params });
  return [
    ...[...now].filter((id) => !old.has(id)).map((id) => say("placed", { name: name(id) })),
    ...[...old].filter((id) => !now.has(id)).map((id) => say("removed", { name: oldName(id) })),
    ...stayed
      .filter((id) => !sameDocument(placementOf(before, id), placementOf(after, id)))
      .map((id) => say("changed", { name: name(id) })),
    ...(reordered ? [say("order")] : []),
    ...itemDifferences(before.sections.map(bare), after.sections.map(bare), "section"),
    ...itemDifferences(before.rules ?? [], after.rules ?? [], "rule"),
    ...(["name", "submit", "description", "steps", "public"] as const)
      .filter((member) => !sameDocument(memberOf(before, member), memberOf(after, member)))
      .map((member) => say(member)),
  ];
}

const memberOf = (form: FormDraft, member: string): unknown =>
  (form as unknown as Readonly<Record<string, unknown>>)[member];

/** Reading order, and in which section each of these fields stands. */
const orderOf = (form: FormDraft, ids: ReadonlySet<string>): string =>
  form.sections
    .flatMap((section) => section.fields.map((place) => ({ section: section.id, field: place.field })))
    .filter((one) => ids.has(one.field))
    .map((one) => `${one.section}/${one.field}`)
    .join();

const bare = ({ id, name = "", tab = false }: SectionDraft) => ({ id, name, tab });

function itemDifferences(
  before: readonly Named[],
  after: readonly Named[],
  what: "section" | "rule" | "field",
): readonly Say[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Map(after.map((one) => [one.id, one]));
  const say = (change: string, one: Named): Say => ({
    key: `difference.${what}_${change}`,
    params: { name: one.name ?? "" },
  });
  return [
    ...after.filter((one) => !old.has(one.id)).map((one) => say("added", one)),
    ...before.filter((one) => !now.has(one.id)).map((one) => say("removed", one)),
    ...after
      .filter((one) => old.has(one.id) && !sameDocument(old.get(one.id), one))
      .map((one) => say("changed", one)),
  ];
}

/** What the fields of the entity have become; new ones on the form are told there. */
export function entityDifferences(
  before: EntityDraft | null,
  after: EntityDraft,
  placed: ReadonlySet<string>,
): readonly Say[] {
  if (!before) return [];
  const old = new Set(before.fields.map((field) => field.id));
  const told = after.fields.filter((field) => old.has(field.id) || !placed.has(field.id));
  return itemDifferences(before.fields, told, "field");
}
