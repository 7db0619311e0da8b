/** What is wrong with a formula, in words, and the place that is underlined. */
import { catalogues } from "virtual:formula-messages";
import { tokens } from "@/lib/formula/tokens";
import { FormulaProblem } from "@/lib/formula/values";

export type Underlined = {
  readonly text: string;
  /** In UTF-16 units, never empty where there is any text. */
  readonly from: number;
  readonly to: number;
};

export type Words = (code: string, params?: Readonly<Record<string, unknown>>) => string;

const place = /\{(\w+)\}/g;

/** The platform's own sentences, as it words the same codes in its answers. */
export function wordsIn(language: string): Words {
  const words = (language.startsWith("en") ? catalogues.en : catalogues["zh-CN"]) ?? {};
  const shown = (value: unknown): string => {
    const text = value === undefined || value === null ? "" : String(value);
    return text.startsWith("kind.") ? (words[text] ?? text) : text;
  };
  return (code, params = {}) =>
    (words[code] ?? code).replace(place, (_whole, name: string) => shown(params[name]));
}

/** Offset in UTF-16 units of a place counted in code points. */
const unitsAt = (source: string, at: number): number => Array.from(source).slice(0, at).join("").length;

function endOf(source: string, at: number): number {
  try {
    const found = tokens(source);
    const next = found.find((token) => token.at > at);
    const until = unitsAt(source, next?.at ?? Array.from(source).length);
    return source.slice(0, until).trimEnd().length;
  } catch (problem) {
    if (problem instanceof FormulaProblem) return unitsAt(source, at + 1);
    throw problem;
  }
}

export function underlined(source: string, problem: FormulaProblem, words: Words): Underlined {
  const { code, params } = problem;
  const sentence = words(code, params);
  const advice = typeof params.suggestion === "string" ? params.suggestion : "";
  const said = words(code, { ...params, suggestion: "" }) !== sentence;
  const more = advice !== "" && !said ? ` ${words("formula.suggestion", params)}` : "";
  const from = Math.min(unitsAt(source, problem.at), Math.max(0, source.trimEnd().length - 1));
  return { text: sentence + more, from, to: Math.max(endOf(source, problem.at), from + 1) };
}
