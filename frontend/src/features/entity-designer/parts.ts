/** What other features show inside the designer; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";

export type EntityParts = {
  readonly ConditionEditor: ComponentType<{
    readonly entity: EntityDocument;
    readonly condition: Condition | undefined;
    readonly none: string;
    /** Undefined while something is missing. */
    readonly onChange: (condition: Condition | undefined) => void;
  }>;
  /** Where an object of the design is changed; undefined for what has no page of its own. */
  readonly designerOf: (kind: string, id: string) => string | undefined;
};
