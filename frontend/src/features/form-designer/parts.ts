/** What other features show inside the designer; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument, FormDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";

export type DesignerParts = {
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
  /** The form as people fill it in, with its rules at work; nothing is sent. */
  readonly TryForm: ComponentType<{ readonly entity: EntityDocument; readonly form: FormDocument }>;
};
