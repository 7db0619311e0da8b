/** What other features show inside the designer; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument, FormDocument } from "@/api/documents";
import type { ConditionEditing, ConditionTelling } from "@/designing/conditionParts";

export type DesignerParts = ConditionEditing &
  ConditionTelling & {
    /** The form as people fill it in, with its rules at work; nothing is sent. */
    readonly TryForm: ComponentType<{ readonly entity: EntityDocument; readonly form: FormDocument }>;
  };
