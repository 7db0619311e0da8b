/** What is odd about a form's rules: loops, contradictions, rules about what is not there. Pure and quick. */

import { canonical, sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { testsOf } from "@/lib/condition/condition";
import { isObject } from "@/lib/json";
import type { Deed, ReactionDraft, RuleDraft } from "./documents";
import { mentioned } from "./references";

export type RuleWarning = { readonly rule: string; readonly say: Say };

const opposites: readonly (readonly [Deed, Deed])[] = [
  ["show", "hide"],
  ["require", "hide"],
  ["require", "readonly"],
];

/** Ids of the fields that a rule looks at. */
export const watched = (rule: RuleDraft): ReadonlySet<string> =>
  new Set(
    testsOf(rule.when).flatMap((test) => {
      const other = isObject(test.value) && typeof test.value.field === "string" ? [test.value.field] : [];
      return [test.field, ...other].map((path) => path.split(".")[0] ?? path);
    }),
  );

/** Those, and the fields that the formulas of its values name. */
const readBy = (rule: RuleDraft): ReadonlySet<string> =>
  new Set([...watched(rule), ...rule.then.flatMap((one) => mentioned(one.expression ?? ""))]);

const doing = (rule: RuleDraft, deed: Deed): readonly string[] =>
  rule.then.filter((reaction) => reaction.do === deed).flatMap((reaction) => reaction.fields ?? []);

export function ruleWarnings(
  rules: readonly RuleDraft[],
  placed: ReadonlySet<string>,
  nameOf: (field: string) => string,
): readonly RuleWarning[] {
  return [
    ...loops(rules, nameOf),
    ...underOneCondition(rules).flatMap((together) => contradictions(together, nameOf)),
    ...rules.flatMap((rule) => dead(rule, placed, nameOf)),
  ];
}

/** A rule sets what leads, perhaps through others, back to its own condition. */
function loops(rules: readonly RuleDraft[], nameOf: (field: string) => string): readonly RuleWarning[] {
  const watching = new Map<string, RuleDraft[]>();
  for (const rule of rules) {
    for (const field of readBy(rule)) watching.set(field, [...(watching.get(field) ?? []), rule]);
  }
  const wakes = (rule: RuleDraft): readonly RuleDraft[] =>
    doing(rule, "set").flatMap((field) => watching.get(field) ?? []);
  return rules.flatMap((rule) => {
    const seen = new Set<RuleDraft>();
    const queue = [...wakes(rule)];
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...wakes(next));
    }
    if (!seen.has(rule)) return [];
    const names = doing(rule, "set").map(nameOf).join(", ");
    return [{ rule: rule.id, say: { key: "warning.loop", params: { names } } }];
  });
}

/** The rules in groups that hold at the same time. */
function underOneCondition(rules: readonly RuleDraft[]): readonly (readonly RuleDraft[])[] {
  const groups = new Map<string, RuleDraft[]>();
  for (const rule of rules) {
    const condition = canonical(rule.when);
    const group = groups.get(condition);
    if (group) group.push(rule);
    else groups.set(condition, [rule]);
  }
  return [...groups.values()];
}

/** Two things that cannot both be, asked for under the same condition; told at the first of its rules. */
function contradictions(
  together: readonly RuleDraft[],
  nameOf: (field: string) => string,
): readonly RuleWarning[] {
  const [rule] = together;
  if (!rule) return [];
  const all: readonly ReactionDraft[] = together.flatMap((other) => other.then);
  const fieldsOf = (deed: Deed) =>
    new Set(all.filter((one) => one.do === deed).flatMap((one) => one.fields ?? []));
  const clashes = opposites.flatMap(([one, other]) =>
    [...fieldsOf(one)]
      .filter((field) => fieldsOf(other).has(field))
      .map(
        (field): RuleWarning => ({
          rule: rule.id,
          say: { key: `warning.${one}_${other}`, params: { name: nameOf(field) } },
        }),
      ),
  );
  return [...clashes, ...twiceSet(rule, all, nameOf)];
}

function twiceSet(
  rule: RuleDraft,
  reactions: readonly ReactionDraft[],
  nameOf: (field: string) => string,
): readonly RuleWarning[] {
  const sets = reactions.filter((one) => one.do === "set");
  const values = new Map<string, ReactionDraft>();
  const found: RuleWarning[] = [];
  for (const reaction of sets) {
    for (const field of reaction.fields ?? []) {
      const before = values.get(field);
      const same =
        before &&
        before.expression === reaction.expression &&
        sameDocument(before.value ?? null, reaction.value ?? null);
      if (before && !same) {
        found.push({ rule: rule.id, say: { key: "warning.set_twice", params: { name: nameOf(field) } } });
      }
      values.set(field, reaction);
    }
  }
  return found;
}

/** A rule that looks at a field which is not on the form sees only what is stored. */
function dead(
  rule: RuleDraft,
  placed: ReadonlySet<string>,
  nameOf: (field: string) => string,
): readonly RuleWarning[] {
  return [...readBy(rule)]
    .filter((field) => !placed.has(field))
    .map((field) => ({ rule: rule.id, say: { key: "warning.not_placed", params: { name: nameOf(field) } } }));
}
