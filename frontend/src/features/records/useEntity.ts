/** An entity with those it links to: what views, conditions and columns may name. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { entityQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import type { Entities } from "./model/fields";

export type EntityAnswer = {
  readonly entity: EntityDocument | undefined;
  readonly entities: Entities;
  readonly problem: unknown;
};

/** `paths` are field paths of a document; linked entities are only asked for where a path leads through them. */
export function useEntity(key: string | undefined, paths: readonly string[] = []): EntityAnswer {
  const main = useQuery({ ...entityQuery(key ?? ""), enabled: key !== undefined && key !== "" });
  const links = useMemo(() => {
    const heads = new Set(paths.filter((path) => path.includes(".")).map((path) => path.split(".")[0]));
    const keys = (main.data?.fields ?? [])
      .filter((field) => heads.has(field.id) && field.entity_key)
      .map((field) => field.entity_key ?? "");
    return [...new Set(keys)];
  }, [paths, main.data]);
  const linked = useQueries({ queries: links.map((link) => entityQuery(link)), combine: together });
  const entities = useMemo<Entities>(
    () => Object.fromEntries([...(main.data ? [main.data] : []), ...linked].map((one) => [one.key, one])),
    [main.data, linked],
  );
  return { entity: main.data, entities, problem: main.error };
}

const together = (
  answers: readonly { readonly data: EntityDocument | undefined }[],
): readonly EntityDocument[] => answers.flatMap(({ data }) => (data ? [data] : []));
