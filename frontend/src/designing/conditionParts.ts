/** How conditions are edited and told inside designers; whoever composes the pages brings the components. */
import type { ComponentType } from "react";
import type { EntityDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";

export type ConditionEditing = {
  readonly ConditionEditor: ComponentType<{
    readonly entity: EntityDocument;
    readonly condition: Condition | undefined;
    readonly none: string;
    /** Undefined while something is missing. */
    readonly onChange: (condition: Condition | undefined) => void;
  }>;
};

export type ConditionTelling = {
  readonly ConditionWords: ComponentType<{ readonly entity: EntityDocument; readonly condition: Condition }>;
};
