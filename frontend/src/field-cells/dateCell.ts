import { type Cell, read, refuse } from "./cell";

/** 2026-11-2, 2026/11/02, 2026.11.2 and dates with 年月日 as plain dates; undefined where it is none. */
export function plainDateOf(text: string): string | null | undefined {
  const trimmed = text.normalize("NFKC").trim();
  if (trimmed === "") return null;
  const found = /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(trimmed);
  if (!found) return undefined;
  const [, year = "", month = "", day = ""] = found;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

export const dateCell: Cell = {
  toText: (value) => String(value ?? ""),
  fromText: (text, _field, words) => {
    const date = plainDateOf(text);
    return date === undefined ? refuse(words.t("cells:reason.date")) : read(date);
  },
};
