/** What other features show inside the designer; whoever composes the pages brings it. */
import type { ConditionEditing } from "@/designing/conditionParts";

export type EntityParts = ConditionEditing & {
  /** Where an object of the design is changed; undefined for what has no page of its own. */
  readonly designerOf: (kind: string, id: string) => string | undefined;
};
