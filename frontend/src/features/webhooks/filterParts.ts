/** How a condition over an entity is shown and edited; whoever composes the pages brings both. */
import type { ComponentType } from "react";
import type { Condition } from "@/lib/condition/condition";

type FilterOf = {
  /** The key of the entity. */
  readonly entity: string;
  readonly filter: Condition | null;
};

export type FilterParts = {
  readonly Words: ComponentType<FilterOf>;
  readonly Editor: ComponentType<
    FilterOf & {
      /** What it means that there is no condition. */
      readonly none: string;
      readonly onChange: (filter: Condition | null) => void;
    }
  >;
};
