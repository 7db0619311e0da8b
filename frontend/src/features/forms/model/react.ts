/** What a form's rules make of its values: which fields show, which must be filled, what is set, what is said. */
import type { FieldDocument, FormDocument, ReactionDocument } from "@/api/documents";
import { kindOf } from "@/lib/condition/kinds";
import { check } from "@/lib/formula/check";
import { evaluate } from "@/lib/formula/evaluate";
import { parse } from "@/lib/formula/parse";
import { FormulaError, FormulaProblem, Moment } from "@/lib/formula/values";
import { fromWire, toWire } from "@/lib/formula/wire";
import type { Json } from "@/lib/json";
import { type FormEnvironment, ruleHolds, sceneOf } from "./formScene";
import { compute, type Formulas } from "./formulas";
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
};

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

function expressionValue(
  source: string,
  model: FormModel,
  values: Values,
  environment: FormEnvironment,
): Json | undefined {
  const byId = new Map(model.fields.map((field) => [field.id, field]));
  try {
    const checked = check(parse(source), (path) => {
      const field = path.length === 1 ? byId.get(path[0] ?? "") : undefined;
      return field ? kindOf(field) : null;
    });
    const inputs = [...checked.inputs].flatMap((path) => {
      const field = byId.get(path);
      return field ? [[path, fromWire(values[field.key] ?? null, kindOf(field))] as const] : [];
    });
    const { clock } = environment;
    const result = evaluate(checked, new Map(inputs), { now: new Moment(clock.now), zone: clock.zone });
    return result instanceof FormulaError ? undefined : toWire(result);
  } catch (problem) {
    if (problem instanceof FormulaProblem) return undefined;
    throw problem;
  }
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
    const value = reaction.expression
      ? expressionValue(reaction.expression, model, current, environment)
      : (reaction.value ?? null);
    if (value === undefined) continue;
    for (const id of reaction.fields ?? []) {
      const field = model.fields.find((one) => one.id === id);
      if (!field || sameValue(field, current[field.key] ?? null, value)) continue;
      current = { ...current, [field.key]: value };
    }
  }
  return current;
}

export function react(model: FormModel, values: Values, environment: FormEnvironment): FormState {
  let current = compute(model.formulas, model.fields, values, environment.clock);
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
      field?.access !== "write" || (field?.computed ?? false) || (place.readonly ?? false) || any("readonly"),
    messages: mine
      .filter((one) => one.holds && one.reaction.do === "message")
      .map(({ reaction }) => reaction.text ?? ""),
  };
}
