/** What was typed and not yet sent, kept on the device until the server has it. */
import { isObject, type Json } from "@/lib/json";
import type { Values } from "./wire";

export type Draft = { readonly values: Values; readonly at: string };

export type DraftPlace = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export const draftKey = (person: string, form: string, record: string): string =>
  `dougong.draft.${person}.${form}.${record}`;

export function readDraft(place: DraftPlace, key: string): Draft | undefined {
  try {
    const found: unknown = JSON.parse(place.getItem(key) ?? "null");
    if (!isObject(found) || !isObject(found.values) || typeof found.at !== "string") return undefined;
    return { values: found.values as Readonly<Record<string, Json>>, at: found.at };
  } catch {
    return undefined;
  }
}

/** Answers whether it was kept: storage may be full or switched off. */
export function keepDraft(place: DraftPlace, key: string, draft: Draft): boolean {
  try {
    place.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(place: DraftPlace, key: string): void {
  try {
    place.removeItem(key);
  } catch {
    // Without storage there was no draft.
  }
}
