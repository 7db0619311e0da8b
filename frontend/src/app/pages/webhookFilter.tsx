/** A webhook's condition over records, shown and edited as those of lists are. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterBuilder } from "@/features/records/components/FilterBuilder";
import { finished } from "@/features/records/model/filterTree";
import { conditionWords } from "@/features/records/model/filterWords";
import { useEntity } from "@/features/records/useEntity";
import type { FilterParts } from "@/features/webhooks/filterParts";
import { useCellWords } from "@/field-cells/useCellWords";
import { type Condition, testsOf } from "@/lib/condition/condition";
import { Skeleton } from "@/ui/shared/Skeleton";

function useFiltered(key: string, filter: Condition | null) {
  const paths = useMemo(() => (filter ? testsOf(filter).map((test) => test.field) : []), [filter]);
  return useEntity(key, paths);
}

const Words: FilterParts["Words"] = ({ entity: key, filter }) => {
  const { t } = useTranslation("records");
  const words = useCellWords();
  const { entity, entities } = useFiltered(key, filter);
  return entity && filter ? conditionWords(filter, { t, entity, entities, words }) : null;
};

const Editor: FilterParts["Editor"] = ({ entity: key, filter, none, onChange }) => {
  const words = useCellWords();
  // Tests that still lack their value are seen here only.
  const [shown, setShown] = useState(filter);
  const { entity, entities } = useFiltered(key, shown);
  if (!entity) return <Skeleton lines={1} />;
  return (
    <FilterBuilder
      entity={entity}
      entities={entities}
      words={words}
      filter={shown ?? undefined}
      none={none}
      onChange={(next) => {
        setShown(next ?? null);
        onChange(finished(next) ?? null);
      }}
    />
  );
};

export const webhookFilter: FilterParts = { Words, Editor };
