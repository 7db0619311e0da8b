/** What the shell and other features show inside; whoever composes the pages brings it. */
import type { ConditionEditing, ConditionTelling } from "@/designing/conditionParts";

export type RoleDesignerParts = ConditionEditing &
  ConditionTelling & {
    readonly designerOf: (kind: string, id: string) => string | undefined;
  };
