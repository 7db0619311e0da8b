/** Copied fields: what a clipboard holds, and what becomes of it on this or another form. */
import { type EntityDraft, type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { freeKey, takenKeys } from "@/designing/fields/newFields";
import { newItemId } from "@/designing/ids";
import { isObject, type Json } from "@/lib/json";
import { type FormDraft, type Placement, placedIds, placementOf } from "./documents";
import { mappedField, mappedPlace, mentioned } from "./references";

export type Copied = {
  readonly entity: string;
  readonly fields: readonly FieldSpec[];
  readonly places: readonly Placement[];
};

export type Pasted = {
  readonly fields: readonly FieldSpec[];
  readonly places: readonly Placement[];
  /** References that lead nowhere here: the copy's name and what it named. */
  readonly lost: readonly { readonly name: string; readonly mentions: string }[];
};

export function copyOf(form: FormDraft, entity: EntityDraft, ids: readonly string[]): Copied {
  const fields = ids.flatMap((id) => fieldOf(entity, id) ?? []);
  return { entity: entity.id, fields, places: fields.flatMap((field) => placementOf(form, field.id) ?? []) };
}

/**
 * On a form of the same entity a field that does not stand there yet is placed as it is; everything else becomes a
 * new field. Formulas follow what was copied with them, else the field of the same id or key here.
 */
export function pasteOf(
  copied: Copied,
  form: FormDraft,
  entity: EntityDraft,
  nameOf: (field: FieldSpec) => string,
): Pasted {
  const keys = takenKeys(entity);
  const taken = new Set(entity.fields.map((field) => field.id));
  const ids = new Map<string, string>();
  const fresh: FieldSpec[] = [];
  for (const field of copied.fields) {
    const stays = copied.entity === entity.id && fieldOf(entity, field.id) && !placementOf(form, field.id);
    if (stays) {
      ids.set(field.id, field.id);
      continue;
    }
    const id = newItemId("f", taken);
    const key = keys.has(field.key) ? freeKey("", field.key, keys) : field.key;
    taken.add(id);
    keys.add(key);
    ids.set(field.id, id);
    const name = copied.entity === entity.id ? nameOf(field) : field.name;
    fresh.push({ ...field, id, key, name });
  }
  const lost: Pasted["lost"][number][] = [];
  const fields = fresh.map((field) => {
    const text = typeof field.expression === "string" ? field.expression : "";
    const map = new Map(ids);
    for (const id of mentioned(text)) {
      if (map.has(id)) continue;
      const here = entity.fields.find((one) => one.id === id || one.key === id);
      if (here) map.set(id, here.id);
      else lost.push({ name: field.name, mentions: id });
    }
    return mappedField(field, map);
  });
  const placed = new Set([...placedIds(form), ...ids.values()]);
  const places = copied.places.map((place) => mappedPlace(place, ids, placed));
  return { fields, places, lost };
}

/** What another window put on the clipboard; undefined for anything else. */
export function readCopied(text: string): Copied | undefined {
  try {
    const found = JSON.parse(text) as Json;
    const held = isObject(found) ? found.dougong_fields : undefined;
    if (!isObject(held) || !Array.isArray(held.fields) || !Array.isArray(held.places)) return undefined;
    return held as unknown as Copied;
  } catch {
    return undefined;
  }
}

export const writeCopied = (copied: Copied): string => JSON.stringify({ dougong_fields: copied });
