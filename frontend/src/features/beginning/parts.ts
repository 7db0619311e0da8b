/** What the ways to begin show of other features; the shell puts it in. */
import type { ComponentType } from "react";

export type BeginningParts = {
  /** How far an import is, what it refused, the way back and the way to the list. */
  readonly ImportResult: ComponentType<{ readonly job: string }>;
};
