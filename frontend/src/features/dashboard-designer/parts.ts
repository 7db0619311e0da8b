/** What other features show inside the board builder; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";

export type BoardParts = {
  readonly ConditionEditor: ComponentType<{
    readonly entity: EntityDocument;
    readonly condition: Condition | undefined;
    readonly none: string;
    /** Undefined while something is missing. */
    readonly onChange: (condition: Condition | undefined) => void;
  }>;
};
