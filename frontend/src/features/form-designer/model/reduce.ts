/** Carries a command out on a form and its entity; whatever it does not touch stays the very same object. */
import { entityOf, fieldDefaults, fieldOf } from "@/designing/fields/documents";
import { withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce, Say } from "@/designing/model/command";
import { insertBefore, moveBefore, replaceById } from "@/designing/model/lists";
import { type Workbench, withDocument } from "@/designing/model/workbench";
import { columnsOf } from "./columns";
import type { CommandOf, FormCommand, FormDeed, Spot } from "./commands";
import {
  type FormDraft,
  formDefaults,
  formOf,
  type Placement,
  placedIds,
  placementDefaults,
  placementOf,
  type RuleDraft,
  type SectionDraft,
  sectionDefaults,
} from "./documents";
import { withColumns, withoutFields } from "./references";

type Step<Name extends FormDeed> = (
  form: FormDraft,
  command: CommandOf<Name>,
  workbench: Workbench,
) => Outcome | FormDraft;

const refused = (key: string, params?: Say["params"]): Outcome => ({
  refused: { key: `refused.${key}`, ...(params ? { params } : {}) },
});

const blank = (text: unknown): boolean => typeof text === "string" && text.trim() === "";

const withSections = (form: FormDraft, sections: readonly SectionDraft[]): FormDraft => ({
  ...form,
  sections,
});

const withRules = (form: FormDraft, rules: readonly RuleDraft[]): FormDraft =>
  withMembers(form, { rules }, formDefaults);

const mapPlaces = (form: FormDraft, change: (place: Placement) => Placement): FormDraft =>
  withSections(
    form,
    form.sections.map((section) => {
      const fields = section.fields.map(change);
      return fields.every((place, at) => place === section.fields[at]) ? section : { ...section, fields };
    }),
  );

function withPlaces(form: FormDraft, places: readonly Placement[], at: Spot): FormDraft {
  const sections = form.sections.map((section) =>
    section.id === at.section
      ? { ...section, fields: insertBefore(section.fields, places, at.before, (place) => place.field) }
      : section,
  );
  return withSections(form, sections);
}

const withWidths = (form: FormDraft, widths: Readonly<Record<string, number>> = {}): FormDraft =>
  mapPlaces(form, (place) =>
    place.field in widths
      ? withMembers(place, { width: widths[place.field] ?? 24 }, placementDefaults)
      : place,
  );

const known = (form: FormDraft, section: string): boolean => form.sections.some((one) => one.id === section);

const steps: { readonly [Name in FormDeed]: Step<Name> } = {
  "fields.place": (form, { entity: id, at, places, fields, widths }, workbench) => {
    const entity = entityOf(workbench, id);
    if (!entity) return refused("entity");
    if (!known(form, at.section)) return refused("section");
    const taken = new Set(placedIds(form));
    const twice = places.find((place) => taken.has(place.field));
    if (twice) return refused("placed", { name: fieldOf(entity, twice.field)?.name ?? twice.field });
    const clash = fields.find((field) =>
      entity.fields.some((one) => one.id === field.id || one.key === field.key),
    );
    if (clash) return refused("fieldTwice", { name: clash.name });
    const grown = fields.length > 0 ? { ...entity, fields: [...entity.fields, ...fields] } : entity;
    const lost = places.find((place) => !fieldOf(grown, place.field));
    if (lost) return refused("field");
    const next = withDocument(workbench, withWidths(withPlaces(form, places, at), widths));
    return { workbench: grown === entity ? next : withDocument(next, grown) };
  },
  "places.move": (form, { fields, at, widths }) => {
    if (!known(form, at.section)) return refused("section");
    const moved = fields.flatMap((id) => placementOf(form, id) ?? []);
    if (moved.length < fields.length) return refused("field");
    const bare = withSections(
      form,
      form.sections.map((section) => ({
        ...section,
        fields: section.fields.filter((place) => !fields.includes(place.field)),
      })),
    );
    return withWidths(withPlaces(bare, moved, at), widths);
  },
  "place.set": (form, { field, members }) =>
    placementOf(form, field)
      ? mapPlaces(form, (place) =>
          place.field === field ? withMembers(place, members, placementDefaults) : place,
        )
      : refused("field"),
  "places.remove": (form, { entity: id, fields, drop }, workbench) => {
    if (!fields.some((field) => placementOf(form, field))) return refused("field");
    const next = withDocument(workbench, withoutFields(form, fields));
    const entity = entityOf(workbench, id);
    if (!entity || drop.length === 0) return { workbench: next };
    const left = entity.fields.filter((field) => !drop.includes(field.id) || field.id === entity.title);
    return { workbench: withDocument(next, { ...entity, fields: left } as typeof entity) };
  },
  "field.set": (form, { entity: id, field, members }, workbench) => {
    const entity = entityOf(workbench, id);
    const found = entity && fieldOf(entity, field);
    if (!entity || !found) return refused("field");
    if (blank(members.name)) return refused("blank");
    const next = {
      ...entity,
      fields: replaceById(entity.fields, withMembers(found, members, fieldDefaults)),
    };
    const done = withDocument(workbench, next as typeof entity);
    // A column that goes takes along what the form copied into it or through it.
    const ids = members.fields
      ? columnsOf(fieldOf(next as typeof entity, field)).map((one) => one.id)
      : undefined;
    const trimmed = ids ? withColumns(form, field, ids) : form;
    return { workbench: trimmed === form ? done : withDocument(done, trimmed) };
  },
  "section.add": (form, { section, before }) =>
    known(form, section.id)
      ? refused("section")
      : withSections(
          form,
          insertBefore(form.sections, [section], before, (one) => one.id),
        ),
  "section.set": (form, { section, members }) =>
    known(form, section)
      ? withSections(
          form,
          form.sections.map((one) => (one.id === section ? withMembers(one, members, sectionDefaults) : one)),
        )
      : refused("section"),
  "section.move": (form, { section, before }) =>
    known(form, section)
      ? withSections(form, moveBefore(form.sections, section, before))
      : refused("section"),
  "section.remove": (form, { section }) => {
    const at = form.sections.findIndex((one) => one.id === section);
    const gone = form.sections[at];
    if (!gone) return refused("section");
    if (form.sections.length < 2) return refused("lastSection");
    const home = form.sections[at === 0 ? 1 : at - 1];
    const merged = (one: SectionDraft): SectionDraft =>
      one !== home || gone.fields.length === 0
        ? one
        : { ...one, fields: at === 0 ? [...gone.fields, ...one.fields] : [...one.fields, ...gone.fields] };
    return withSections(form, form.sections.filter((one) => one !== gone).map(merged));
  },
  "rule.put": (form, { rule }) => {
    const placed = new Set(placedIds(form));
    const lost = rule.then.flatMap((reaction) => reaction.fields ?? []).find((id) => !placed.has(id));
    if (lost) return refused("field");
    const rules = form.rules ?? [];
    const old = rules.some((one) => one.id === rule.id);
    return withRules(form, old ? replaceById(rules, rule) : [...rules, rule]);
  },
  "rule.remove": (form, { rule }) =>
    (form.rules ?? []).some((one) => one.id === rule)
      ? withRules(
          form,
          (form.rules ?? []).filter((one) => one.id !== rule),
        )
      : refused("rule"),
  "form.set": (form, { members }) =>
    blank(members.name) || blank(members.submit)
      ? refused("blank")
      : withMembers(form, members as Partial<FormDraft>, formDefaults),
};

export const reduceForm: Reduce<FormCommand> = (workbench, command) => {
  const form = formOf(workbench, command.form);
  const step = steps[command.do] as Step<FormDeed> | undefined;
  if (!form || !step) return refused("form");
  const outcome = step(form, command as CommandOf<FormDeed>, workbench);
  return "refused" in outcome || "workbench" in outcome
    ? (outcome as Outcome)
    : { workbench: withDocument(workbench, outcome) };
};
