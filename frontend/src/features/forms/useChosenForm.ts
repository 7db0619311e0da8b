import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { entityQuery, formQuery } from "@/api/design";
import type { EntityDocument, FormDocument } from "@/api/documents";
import { formOfEntity } from "./model/start";

export type ChosenForm = {
  readonly entity: EntityDocument | undefined;
  readonly form: FormDocument | undefined;
  readonly problem: unknown;
};

/** The form that the address names, else the entity's first one, else one with all of its fields. */
export function useChosenForm(): ChosenForm {
  const { form: named, entity: key } = useParams();
  const [search] = useSearchParams();
  const wanted = named ?? search.get("form") ?? undefined;
  const byName = useQuery({ ...formQuery(wanted ?? ""), enabled: wanted !== undefined });
  const of = key ?? byName.data?.entity_key;
  const { data: entity, error } = useQuery({ ...entityQuery(of ?? ""), enabled: of !== undefined });
  const first = entity?.forms[0]?.id;
  const fallback = useQuery({
    ...formQuery(first ?? ""),
    enabled: wanted === undefined && first !== undefined,
  });
  const plain = useMemo(
    () =>
      wanted === undefined && entity && entity.forms.length === 0
        ? formOfEntity(entity.id, entity.name, entity.fields)
        : undefined,
    [wanted, entity],
  );
  return {
    entity,
    form: byName.data ?? fallback.data ?? plain,
    problem: error ?? byName.error ?? fallback.error,
  };
}
