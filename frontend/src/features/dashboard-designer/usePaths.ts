/** Fields that a card may show, of its entity and one link far; only those that the author may read. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { type PathField, pathsOf } from "./model/fields";

export type Paths = {
  readonly entity: EntityDocument | undefined;
  readonly paths: readonly PathField[];
};

const none: readonly PathField[] = [];

/** By the entity's key; empty where none is known yet. */
export function usePaths(key: string | undefined): Paths {
  const { data: entity } = useQuery({ ...entityToBuildQuery(key ?? ""), enabled: key !== undefined });
  const targets = useMemo(
    () => [
      ...new Set(
        (entity?.fields ?? []).flatMap((field) =>
          field.type === "link" && !field.many && field.entity_key ? [field.entity_key] : [],
        ),
      ),
    ],
    [entity],
  );
  const linked = useQueries({
    queries: targets.map((target) => entityToBuildQuery(target)),
    combine: (answers) => answers.map((one) => one.data),
  });
  const paths = useMemo(() => {
    if (!entity) return none;
    const known = linked.flatMap((one) => (one ? [[one.key, one] as const] : []));
    return pathsOf(entity, new Map(known));
  }, [entity, linked]);
  return { entity, paths };
}
