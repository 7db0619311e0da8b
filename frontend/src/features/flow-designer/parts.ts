/** What other features show inside the flow designer; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";

export type FlowDesignerParts = {
  readonly ConditionEditor: ComponentType<{
    readonly entity: EntityDocument;
    readonly condition: Condition | undefined;
    readonly none: string;
    /** Undefined while something is missing. */
    readonly onChange: (condition: Condition | undefined) => void;
  }>;
  readonly ConditionWords: ComponentType<{
    readonly entity: EntityDocument;
    readonly condition: Condition;
  }>;
};
