/** What completion offers for what was typed, best first. */
import documentation from "@/lib/formula/documentation.json";
import { OPERATIONS } from "@/lib/formula/registry";
import { match } from "@/lib/pinyin/matching";
import type { FormulaField } from "./fields";

export type Offer =
  | { readonly sort: "field"; readonly field: FormulaField }
  | { readonly sort: "function"; readonly name: string };

const explained: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = documentation;

export const functionNames: readonly string[] = [...OPERATIONS].flatMap(([name, { aliases }]) =>
  aliases === null ? [] : [name],
);

export const aliasesOf = (name: string): readonly string[] => OPERATIONS.get(name)?.aliases ?? [];

/** What a function does, in one sentence. */
export const explanation = (name: string, language: string): string =>
  explained[name]?.[language.startsWith("en") ? "en" : "zh"] ?? "";

const bestOf = (names: readonly string[], typed: string): number =>
  Math.max(0, ...names.map((name) => match(name, typed)));

const most = 60;

/** Names in the data come before functions that are spelt alike. */
const favoured = (score: number, by: number): number => (score === 0 ? 0 : score + by);

/** Fields and functions whose name or spelling answers what was typed. */
export function offers(fields: readonly FormulaField[], typed: string): readonly Offer[] {
  const last = (field: FormulaField) => field.name.split(" › ").at(-1) ?? field.name;
  const found = [
    ...fields.map((field, at) => ({
      offer: { sort: "field", field } as const,
      score: favoured(
        bestOf([field.name, last(field), field.keys], typed) * 2,
        field.name === last(field) ? 3 : 2,
      ),
      at,
    })),
    ...functionNames.map((name, at) => ({
      offer: { sort: "function", name } as const,
      score: bestOf([name, ...aliasesOf(name)], typed) * 2,
      at: fields.length + at,
    })),
  ].filter((one) => one.score > 0);
  return found
    .sort((one, other) => other.score - one.score || one.at - other.at)
    .slice(0, most)
    .map((one) => one.offer);
}
