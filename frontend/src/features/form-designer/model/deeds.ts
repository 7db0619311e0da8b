/** What the author means, as commands: by click, key and drag alike. */
import type { DropSpot } from "@/designing/drag/spots";
import { type EntityDraft, type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { type NewField, type NewNames, newFields } from "@/designing/fields/newFields";
import { newItemId } from "@/designing/ids";
import { stepTarget } from "@/designing/model/lists";
import { aloneWidth, besideWidths, rowsOf, type Sized } from "@/designing/rows";
import type { CommandOf, FormCommand, Spot, Widths } from "./commands";
import { type Copied, pasteOf } from "./copies";
import { type FormDraft, labelOf, type Placement, type SectionDraft, sectionOf } from "./documents";
import { placeFor } from "./places";

export type Selection =
  | { readonly kind: "form" }
  | { readonly kind: "section"; readonly id: string }
  | { readonly kind: "fields"; readonly ids: readonly string[] };

/** The form and its entity as they are now. */
export type Desk = { readonly form: FormDraft; readonly entity: EntityDraft };

const lastSection = (form: FormDraft): string => form.sections.at(-1)?.id ?? "";

/** After what is selected; at the end of the form where nothing is. */
export function spotAfter({ form }: Desk, selection: Selection): Spot {
  if (selection.kind === "section") return { section: selection.id, before: null };
  const last = selection.kind === "fields" ? selection.ids.at(-1) : undefined;
  const section = last === undefined ? undefined : sectionOf(form, last);
  if (!section || last === undefined) return { section: lastSection(form), before: null };
  const at = section.fields.findIndex((place) => place.field === last);
  return { section: section.id, before: section.fields[at + 1]?.field ?? null };
}

type Place = CommandOf<"fields.place">;

const place = (
  { form, entity }: Desk,
  at: Spot,
  fields: readonly FieldSpec[],
  places: readonly Placement[],
  key: string,
): Place => {
  const first = places[0]?.field ?? "";
  const name = fields.find((field) => field.id === first)?.name ?? fieldOf(entity, first)?.name ?? "";
  const params = { name, count: places.length };
  return {
    do: "fields.place",
    form: form.id,
    entity: entity.id,
    at,
    fields,
    places,
    say: { key: `step.${key}`, params },
  };
};

export function addNew(desk: Desk, wanted: readonly NewField[], at: Spot, names: NewNames): Place {
  const fields = newFields(desk.entity, wanted, names);
  return place(desk, at, fields, fields.map(placeFor), wanted.length > 1 ? "addMany" : "add");
}

export function placeExisting(desk: Desk, id: string, at: Spot): Place {
  const field = fieldOf(desk.entity, id);
  return place(desk, at, [], field ? [placeFor(field)] : [], "place");
}

/** Fields that no version has yet are made for this form alone: they go with their place. */
export function removeFields(
  { form, entity }: Desk,
  published: EntityDraft | null,
  ids: readonly string[],
): CommandOf<"places.remove"> {
  const old = new Set(published?.fields.map((field) => field.id));
  const drop = ids.filter((id) => !old.has(id) && id !== entity.title);
  const params = { name: labelOf(form, entity, ids[0] ?? ""), count: ids.length };
  return {
    do: "places.remove",
    form: form.id,
    entity: entity.id,
    fields: ids,
    drop,
    say: { key: ids.length > 1 ? "step.removeMany" : "step.remove", params },
  };
}

export function paste(
  desk: Desk,
  copied: Copied,
  at: Spot,
  nameOf: (field: FieldSpec) => string,
): { readonly command: Place; readonly lost: readonly { name: string; mentions: string }[] } {
  const { fields, places, lost } = pasteOf(copied, desk.form, desk.entity, nameOf);
  return { command: place(desk, at, fields, places, places.length > 1 ? "pasteMany" : "paste"), lost };
}

const move = ({ form, entity }: Desk, id: string, at: Spot, widths?: Widths): CommandOf<"places.move"> => ({
  do: "places.move",
  form: form.id,
  fields: [id],
  at,
  ...(widths && Object.keys(widths).length > 0 ? { widths } : {}),
  say: { key: "step.move", params: { name: labelOf(form, entity, id) } },
});

/** One place up or down; over the border of a section into the next. Undefined at either end of the form. */
export function moveStep(desk: Desk, id: string, step: 1 | -1): FormCommand | undefined {
  const section = sectionOf(desk.form, id);
  if (!section) return undefined;
  const ids = section.fields.map((one) => one.field);
  const before = stepTarget(ids, id, step);
  if (before !== undefined) return move(desk, id, { section: section.id, before });
  const next = desk.form.sections[desk.form.sections.indexOf(section) + step];
  if (!next) return undefined;
  return move(desk, id, { section: next.id, before: step > 0 ? (next.fields[0]?.field ?? null) : null });
}

export const moveTo = (desk: Desk, id: string, section: string): FormCommand =>
  move(desk, id, { section, before: null });

export function setPlace(
  { form, entity }: Desk,
  id: string,
  members: Partial<Placement>,
  what: string,
): CommandOf<"place.set"> {
  return {
    do: "place.set",
    form: form.id,
    field: id,
    members,
    same: `${id}.${Object.keys(members).join()}`,
    say: { key: `step.${what}`, params: { name: labelOf(form, entity, id) } },
  };
}

export function setField(
  { form, entity }: Desk,
  id: string,
  members: Partial<FieldSpec>,
): CommandOf<"field.set"> {
  return {
    do: "field.set",
    form: form.id,
    entity: entity.id,
    field: id,
    members,
    same: `${entity.id}.${id}.${Object.keys(members).join()}`,
    say: { key: "step.field", params: { name: fieldOf(entity, id)?.name ?? "" } },
  };
}

export function addSection({ form }: Desk, selection: Selection, name: string): CommandOf<"section.add"> {
  const current =
    selection.kind === "section"
      ? selection.id
      : selection.kind === "fields"
        ? sectionOf(form, selection.ids.at(-1) ?? "")?.id
        : undefined;
  const at = form.sections.findIndex((one) => one.id === current);
  return {
    do: "section.add",
    form: form.id,
    section: { id: newItemId("s"), name, fields: [] },
    before: at < 0 ? null : (form.sections[at + 1]?.id ?? null),
    say: { key: "step.addSection", params: { name } },
  };
}

const sized = (section: SectionDraft): readonly Sized[] =>
  section.fields.map((one) => ({ id: one.field, width: one.width ?? 24 }));

/** Widths with which a thing dropped at this line stands exactly where the line was. */
export function dropWidths(section: SectionDraft, item: Sized, spot: DropSpot): Widths {
  const others = sized(section).filter((one) => one.id !== item.id);
  if (spot.beside !== undefined) {
    const row = rowsOf(others).find((one) => one.some(({ id }) => id === spot.beside));
    const widths = row && besideWidths(row, item);
    if (widths) return widths;
  }
  const width = aloneWidth(others, item, spot.before);
  return width === item.width ? {} : { [item.id]: width };
}

export type Carried =
  | { readonly kind: "placed"; readonly field: string }
  | { readonly kind: "existing"; readonly field: string }
  | { readonly kind: "new"; readonly type: string; readonly label: string };

/** What a drop does: nothing where the thing stands there already. */
export function drop(desk: Desk, carried: Carried, spot: DropSpot, names: NewNames): FormCommand | undefined {
  const section = desk.form.sections.find((one) => one.id === spot.group);
  if (!section) return undefined;
  const at: Spot = { section: section.id, before: spot.before };
  if (carried.kind === "placed") {
    if (spot.before === carried.field || spot.beside === carried.field) return undefined;
    const width = sectionOf(desk.form, carried.field)?.fields.find(
      (one) => one.field === carried.field,
    )?.width;
    return move(
      desk,
      carried.field,
      at,
      dropWidths(section, { id: carried.field, width: width ?? 24 }, spot),
    );
  }
  const command =
    carried.kind === "new"
      ? addNew(desk, [{ label: carried.label, type: carried.type }], at, names)
      : placeExisting(desk, carried.field, at);
  const placed = command.places[0];
  if (!placed) return undefined;
  const widths = dropWidths(section, { id: placed.field, width: placed.width ?? 24 }, spot);
  return { ...command, widths };
}
