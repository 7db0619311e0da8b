/** What other features show inside the flow designer; whoever composes the pages brings it. */
import type { ConditionEditing, ConditionTelling } from "@/designing/conditionParts";

export type FlowDesignerParts = ConditionEditing & ConditionTelling;
