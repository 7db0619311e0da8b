/** What a form's rules make of its values: which fields show, which must be filled, what is set, what is said. */
import type { FieldDocument, FormDocument, ReactionDocument } from "@/api/documents";
import type { Checked } from "@/lib/formula/check";
import { FormulaError } from "@/lib/formula/values";
import { toWire } from "@/lib/formula/wire";
import type { Json } from "@/lib/json";
import { type Copy, copiesOf, fixedKeys, type Sources, withFixed } from "./copying";
import { fitted } from "./fitting";
import { type FormEnvironment, ruleHolds, sceneOf } from "./formScene";
import { compiled, compileFormulas, compute, evaluated, type Formulas } from "./formulas";
import { resolved } from "./start";
import { sameValue, type Values } from "./wire";

export type FieldState = {
  readonly visible: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly messages: readonly string[];
};

export type FormState = {
  readonly values: Values;
  /** By field id, for every field on the form. */
  readonly fields: ReadonlyMap<string, FieldState>;
  /** Messages that belong to no field. */
  readonly messages: readonly string[];
};

export type FormModel = {
  readonly form: FormDocument;
  readonly fields: readonly FieldDocument[];
  readonly formulas: Formulas;
  /** Formulas of rules, by their source. */
  readonly sets: ReadonlyMap<string, Checked>;
  readonly copies: readonly Copy[];
  /** Keys of fields that nobody changes: they follow their link. */
  readonly fixed: ReadonlySet<string>;
};

/** What is worked out once for a form: its formulas and what it copies. */
export function formModel(form: FormDocument, fields: readonly FieldDocument[]): FormModel {
  const sources = (form.rules ?? [])
    .flatMap((rule) => rule.then)
    .flatMap((one) => (one.do === "set" && one.expression ? [one.expression] : []));
  const sets = sources.flatMap((source) => {
    const checked = compiled(source, fields);
    return checked ? [[source, checked] as const] : [];
  });
  const copies = copiesOf(form, fields);
  const formulas = compileFormulas(fields);
  return { form, fields, formulas, sets: new Map(sets), copies, fixed: fixedKeys(copies) };
}

/** Rules may set what other rules look at; more rounds than this is a loop, and the last round stands. */
const mostRounds = 10;

type Standing = { readonly reaction: ReactionDocument; readonly holds: boolean };

const standings = (model: FormModel, values: Values, environment: FormEnvironment): readonly Standing[] => {
  const scene = sceneOf(model.fields, values, environment);
  return (model.form.rules ?? []).flatMap((rule) => {
    const held = ruleHolds(rule.when, scene);
    return rule.then.map((reaction) => ({ reaction, holds: held }));
  });
};

/** Undefined where nothing comes out that the field can hold. */
function madeBy(
  source: string,
  field: FieldDocument,
  model: FormModel,
  values: Values,
  environment: FormEnvironment,
): Json | undefined {
  const checked = model.sets.get(source);
  if (!checked) return undefined;
  const result = evaluated(checked, model.fields, values, environment.clock);
  return result instanceof FormulaError ? undefined : fitted(field, toWire(result));
}

function withSets(
  held: readonly Standing[],
  model: FormModel,
  values: Values,
  environment: FormEnvironment,
): Values {
  let current = values;
  for (const { reaction, holds } of held) {
    if (!holds || reaction.do !== "set") continue;
    for (const id of reaction.fields ?? []) {
      const field = model.fields.find((one) => one.id === id);
      if (field?.access !== "write") continue;
      const value = reaction.expression
        ? madeBy(reaction.expression, field, model, current, environment)
        : fitted(field, resolved(reaction.value ?? null, field, environment));
      if (value === undefined || sameValue(field, current[field.key] ?? null, value)) continue;
      current = { ...current, [field.key]: value };
    }
  }
  return current;
}

const nothingRead: Sources = {};

export function react(
  model: FormModel,
  values: Values,
  environment: FormEnvironment,
  sources: Sources = nothingRead,
): FormState {
  const begun = withFixed(model.copies, values, sources);
  let current = compute(model.formulas, model.fields, begun, environment.clock);
  let held = standings(model, current, environment);
  for (let round = 0; round < mostRounds; round += 1) {
    const set = withSets(held, model, current, environment);
    if (set === current) break;
    current = compute(model.formulas, model.fields, set, environment.clock);
    held = standings(model, current, environment);
  }
  return {
    values: current,
    fields: new Map(
      model.form.sections.flatMap((section) =>
        section.fields.map((place) => [place.field, stateOf(place, held, model)]),
      ),
    ),
    messages: held
      .filter(
        ({ reaction, holds }) => holds && reaction.do === "message" && (reaction.fields ?? []).length === 0,
      )
      .map(({ reaction }) => reaction.text ?? ""),
  };
}

function stateOf(
  place: { readonly field: string; readonly required?: boolean; readonly readonly?: boolean },
  all: readonly Standing[],
  model: FormModel,
): FieldState {
  const field = model.fields.find((one) => one.id === place.field);
  const mine = all.filter(({ reaction }) => (reaction.fields ?? []).includes(place.field));
  const any = (what: ReactionDocument["do"]) => mine.some((one) => one.reaction.do === what && one.holds);
  const shows = mine.filter(({ reaction }) => reaction.do === "show");
  return {
    // Explicit hiding wins; where showing is a matter of rules, one of them must hold.
    visible: !any("hide") && (shows.length === 0 || shows.some((one) => one.holds)),
    required: (field?.required ?? false) || (place.required ?? false) || any("require"),
    readonly:
      field?.access !== "write" ||
      (field.computed ?? false) ||
      (place.readonly ?? false) ||
      model.fixed.has(field.key) ||
      any("readonly"),
    messages: mine
      .filter((one) => one.holds && one.reaction.do === "message")
      .map(({ reaction }) => reaction.text ?? ""),
  };
}
