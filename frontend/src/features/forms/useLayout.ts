import { useQuery } from "@tanstack/react-query";
import { formQuery } from "@/api/design";
import type { EntityDocument, FormDocument } from "@/api/documents";
import { formOfEntity } from "./model/start";

/** Undefined while it is fetched; without a form that the reader may see, the fields stand in their order. */
export function useLayout(entity: EntityDocument, form: string | undefined): FormDocument | undefined {
  const { data, error } = useQuery({ ...formQuery(form ?? ""), enabled: form !== undefined });
  if (data || (form !== undefined && !error)) return data;
  return formOfEntity(entity.id, entity.name, entity.fields);
}
