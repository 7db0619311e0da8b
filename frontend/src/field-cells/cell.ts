/** What a field's values look like in lists: as text, on screen, and read back from text that was typed or pasted. */
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { FieldDocument } from "@/api/documents";
import { isObject, type Json } from "@/lib/json";
import type { NumberLanguage } from "@/lib/numbers";
import type { Parsed } from "@/ui/grid/model/gridTypes";

/** What cells need besides the value: the reader's language and zone, and names for ids. */
export type CellWords = {
  readonly t: TFunction<"cells">;
  readonly language: NumberLanguage;
  readonly zone: string;
  readonly personName: (id: string) => string | undefined;
  readonly departmentName: (id: string) => string | undefined;
  readonly personId: (name: string) => string | undefined;
  readonly departmentId: (name: string) => string | undefined;
};

export type Cell = {
  readonly align?: "end";
  readonly toText: (value: Json, field: FieldDocument, words: CellWords) => string;
  /** Without it the text stands for itself. */
  readonly show?: (value: Json, field: FieldDocument, words: CellWords) => ReactNode;
  /** Without it such cells take no text. */
  readonly fromText?: (text: string, field: FieldDocument, words: CellWords) => Parsed;
};

export const read = (value: Json): Parsed => ({ ok: true, value });
export const refuse = (reason: string): Parsed => ({ ok: false, reason });

/** The parts of a list cell that was typed or pasted. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Values that point to something come as an id, or as {id, title} where the request asked for titles. */
export const idOf = (value: Json): string => String((isObject(value) ? value.id : value) ?? "");

export const titleOf = (value: Json): string | undefined => {
  const title = isObject(value) ? (value.title ?? value.name) : undefined;
  return typeof title === "string" && title !== "" ? title : undefined;
};

export const listOf = (value: Json): readonly Json[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
