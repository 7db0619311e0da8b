/** Part after part until nothing is left. */
import type { PartWritten } from "../api";

export type GoneThrough = {
  readonly write: string;
  /** Records that were gone through. */
  readonly done: number;
  /** Records that kept what they held. */
  readonly left: number;
};

type More = { readonly write?: string; readonly after?: string };

export async function goThrough(
  ask: (more: More) => Promise<PartWritten>,
  tell: (part: PartWritten) => void = () => undefined,
): Promise<GoneThrough> {
  let part = await ask({});
  let left = part.left.length;
  let counted = part.done;
  tell(part);
  while (part.after !== null) {
    const { total } = part;
    part = await ask({ write: part.write, after: part.after });
    left += part.left.length;
    // Without a total each answer counts its own part only.
    counted = total === null ? counted + part.done : part.done;
    tell(part);
  }
  return { write: part.write, done: counted, left };
}
