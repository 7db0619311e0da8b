/** How far an entity's draft is ahead of what is published, one sentence for each place. */
import type { EntityDraft, GateDraft } from "@/designing/fields/documents";
import { fieldOf } from "@/designing/fields/documents";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";

const say = (key: string, params: Say["params"] = {}): Say => ({
  key: `entityDesigner:difference.${key}`,
  params,
});

export function entityDifferences(before: EntityDraft | null, after: EntityDraft): readonly Say[] {
  if (!before) return [say("new", { name: after.name })];
  return [
    ...fieldDifferences(before, after),
    ...(["name", "key", "title", "icon", "description"] as const)
      .filter((member) => !sameDocument(before[member] ?? "", after[member] ?? ""))
      .map((member) => say(member)),
    ...(sameDocument(before.page ?? null, after.page ?? null) ? [] : [say("page")]),
    ...setDifferences(before, after),
    ...listDifferences(before.checks ?? [], after.checks ?? [], (one) => one.name, "check"),
    ...listDifferences(
      before.gates ?? [],
      after.gates ?? [],
      (gate: GateDraft) => fieldOf(after, gate.field)?.name ?? gate.field,
      "gate",
    ),
  ];
}

function fieldDifferences(before: EntityDraft, after: EntityDraft): readonly Say[] {
  const old = new Map(before.fields.map((field) => [field.id, field]));
  const now = new Map(after.fields.map((field) => [field.id, field]));
  const stays = (entity: EntityDraft) =>
    entity.fields.map((field) => field.id).filter((id) => old.has(id) && now.has(id));
  return [
    ...after.fields.filter((field) => !old.has(field.id)).map(({ name }) => say("fieldAdded", { name })),
    ...before.fields.filter((field) => !now.has(field.id)).map(({ name }) => say("fieldRemoved", { name })),
    ...after.fields
      .filter((field) => old.has(field.id) && !sameDocument(old.get(field.id), field))
      .map(({ id, name, type }) =>
        say(old.get(id)?.type === type ? "fieldChanged" : "fieldRetyped", { name }),
      ),
    ...(sameDocument(stays(before), stays(after)) ? [] : [say("order")]),
  ];
}

function setDifferences(before: EntityDraft, after: EntityDraft): readonly Say[] {
  const texts = (entity: EntityDraft) =>
    new Map(
      (entity.uniques ?? []).map((set) => [
        [...set].sort().join(),
        set.map((id) => fieldOf(entity, id)?.name ?? id).join("、"),
      ]),
    );
  const [old, now] = [texts(before), texts(after)];
  const missing = (from: typeof old, here: typeof old) =>
    [...from].filter(([set]) => !here.has(set)).map(([, names]) => names);
  return [
    ...missing(now, old).map((names) => say("uniqueAdded", { names })),
    ...missing(old, now).map((names) => say("uniqueRemoved", { names })),
  ];
}

function listDifferences<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
  what: "check" | "gate",
): readonly Say[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map((one) => one.id));
  const told = (change: string) => (one: T) => say(`${what}${change}`, { name: nameOf(one) });
  return [
    ...after.filter((one) => !old.has(one.id)).map(told("Added")),
    ...before.filter((one) => !now.has(one.id)).map(told("Removed")),
    ...after.filter((one) => old.has(one.id) && !sameDocument(old.get(one.id), one)).map(told("Changed")),
  ];
}
