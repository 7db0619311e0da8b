/** What a formula of an entity may name: its own fields and those behind its links. */
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { type FormulaScope, linkedEntities } from "./model/fields";

/** An entity that cannot be read, because it never ran or is hidden, has nothing to offer. */
export function useFormulaScope(fields: readonly FieldDocument[]): FormulaScope {
  const keys = useMemo(() => linkedEntities(fields), [fields]);
  const entities = useQueries({
    queries: keys.map((key) => ({ ...entityToBuildQuery(key), retry: false })),
    combine: (answers) =>
      Object.fromEntries(
        answers.flatMap(({ data }): [string, EntityDocument][] => (data ? [[data.key, data]] : [])),
      ),
  });
  return useMemo(() => ({ fields, entities }), [fields, entities]);
}
