/** A place on the grid as the variables that its styles read. */
import type { CSSProperties } from "react";
import type { Place } from "../model/documents";

export const placed = ({ x, y, w, h }: Place): CSSProperties =>
  ({ "--column": `${x + 1} / span ${w}`, "--row": `${y + 1} / span ${h}` }) as CSSProperties;
