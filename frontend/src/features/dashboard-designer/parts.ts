/** What other features show inside the board builder; whoever composes the pages brings it. */
import type { ConditionEditing } from "@/designing/conditionParts";

export type BoardParts = ConditionEditing;
