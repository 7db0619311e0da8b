/** The plain settings of each type: what a line of text or a switch can edit. */
import type { Json } from "@/lib/json";
import { isList } from "@/lib/json";

export type Setting = {
  readonly name: string;
  /** `exact`: a decimal, which travels as text; `words`: a list, written with commas. */
  readonly kind: "whole" | "exact" | "yes" | "text" | "words";
  /** What the text must look like; anything else is not taken. */
  readonly shape?: RegExp;
};

const whole = (name: string): Setting => ({ name, kind: "whole" });
const exact = (name: string): Setting => ({ name, kind: "exact" });
const yes = (name: string): Setting => ({ name, kind: "yes" });
const words = (name: string, shape: RegExp): Setting => ({ name, kind: "words", shape });
const text = (name: string, shape?: RegExp): Setting => ({ name, kind: "text", ...(shape ? { shape } : {}) });
const range = [exact("min"), exact("max")];
const counts = [whole("least"), whole("most")];

/** Settings that say what may be entered and how it is shown, in the order in which they stand. */
export const plainSettings: Readonly<Record<string, readonly Setting[]>> = {
  text: [whole("max_length")],
  long_text: [whole("max_length"), yes("verbatim")],
  integer: [...range, text("unit")],
  decimal: [...range, whole("places"), text("unit")],
  money: [...range, whole("places"), text("currency", /^[A-Z]{3}$/)],
  percent: [...range, whole("places")],
  photo: [...counts, yes("camera_only"), yes("watermark")],
  file: [...counts, words("endings", /^[a-z0-9]{1,10}$/)],
  sub_table: counts,
  person: [yes("many")],
  department: [yes("many")],
  link: [text("inverse"), yes("many")],
  auto_number: [text("pattern", /^[^{}]*(\{(yyyy|yy|MM|dd|0{1,12})\}[^{}]*)+$/)],
};

const shapes = { whole: /^\d{1,6}$/, exact: /^-?\d{1,15}(\.\d{1,10})?$/ } as const;

/** How a setting is written in its line of text. */
export const settingText = (value: Json | undefined): string => {
  if (isList(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** What was typed as the setting's value: undefined takes it away, `"unfit"` is not taken. */
export function typedSetting(
  { kind, shape }: Setting,
  typed: string,
): { readonly value: Json | undefined } | "unfit" {
  const text = typed.trim();
  if (text === "") return { value: undefined };
  const fits = (one: string, wanted: RegExp | undefined) => wanted === undefined || wanted.test(one);
  switch (kind) {
    case "whole":
      return fits(text, shapes.whole) ? { value: Number(text) } : "unfit";
    case "exact":
      return fits(text, shapes.exact) ? { value: text } : "unfit";
    case "words": {
      const list = text
        .toLowerCase()
        .split(/[\s,，、;；]+/)
        .map((one) => one.replace(/^\./, ""))
        .filter((one) => one !== "");
      return list.every((one) => fits(one, shape)) ? { value: list } : "unfit";
    }
    default:
      return fits(text, shape) ? { value: text } : "unfit";
  }
}
