import { useCallback, useMemo } from "react";
import type { EntityDocument, EntityName, FieldDocument } from "@/api/documents";
import { systemKeys } from "@/lib/systemKeys";
import { fieldDocument } from "../fieldDocuments";
import type { EntityDraft, FieldSpec } from "./documents";

/** The draft entity in the shape in which widgets, conditions and the form runtime know entities. */
export function useEntityDocument(
  entities: readonly EntityName[],
  running: EntityDocument | undefined,
  entity: EntityDraft,
): EntityDocument {
  const keys = useMemo(() => new Map(entities.map((one) => [one.id, one.key])), [entities]);
  const known = useCallback(
    (id: string): FieldDocument | undefined => running?.fields.find((field) => field.id === id),
    [running],
  );
  // A field that did not change is the same object to its widget.
  const made = useMemo(
    () => ({ keys, known, documents: new WeakMap<FieldSpec, FieldDocument>() }),
    [keys, known],
  );
  return useMemo(() => {
    const own = entity.fields.map((field) => {
      const held = made.documents.get(field) ?? fieldDocument(field, made.keys, made.known(field.id));
      made.documents.set(field, held);
      return held;
    });
    const ids = new Set(own.map((field) => field.id));
    const dropped = new Set(["id", "version"]);
    const system = (running?.fields ?? []).filter(
      (field) => !ids.has(field.id) && systemKeys.has(field.key) && !dropped.has(field.key),
    );
    return {
      ...(running ?? emptyEntity),
      id: entity.id,
      key: entity.key,
      app: entity.app,
      name: entity.name,
      fields: [...own, ...system],
    };
  }, [entity, running, made]);
}

const emptyEntity: Omit<EntityDocument, "id" | "key" | "app" | "name" | "fields"> = {
  icon: "",
  title: null,
  gates: [],
  actions: [],
  forms: [],
  views: [],
  related: [],
  prints: [],
};
