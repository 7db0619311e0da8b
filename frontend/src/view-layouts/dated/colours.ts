import type { CSSProperties } from "react";
import type { DatedRecord } from "./DatedContext";

/** The two colours of a chip or bar, for its style sheet. */
export const colours = ({ accent }: Pick<DatedRecord, "accent">): CSSProperties =>
  ({ "--chip": `var(--hue-${accent}-soft)`, "--chip-text": `var(--hue-${accent}-text)` }) as CSSProperties;
