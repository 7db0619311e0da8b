/** Where a webhook's address leads. */

/** Scheme, host and port; undefined for what is no http address. */
export function placeOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const plain =
    url !== undefined && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return plain ? url.origin : undefined;
}

/** A secret is bound to the place that it was made for: at another one it must be another. */
export const needsNewSecret = (before: string | undefined, now: string): boolean =>
  before !== undefined && placeOf(before) !== placeOf(now);
