/** What the shell and other features show inside; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";

export type RoleDesignerParts = {
  readonly ConditionEditor: ComponentType<{
    readonly entity: EntityDocument;
    readonly condition: Condition | undefined;
    readonly none: string;
    /** Undefined while something is missing. */
    readonly onChange: (condition: Condition | undefined) => void;
  }>;
  readonly ConditionWords: ComponentType<{ readonly entity: EntityDocument; readonly condition: Condition }>;
  readonly designerOf: (kind: string, id: string) => string | undefined;
};
