/** The one text of a document: sorted keys, so that two equal documents are equal byte for byte. */

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

export const sameDocument = (one: unknown, other: unknown): boolean =>
  one === other || canonical(one) === canonical(other);

/** An object with these members; those at their default are left out, as the platform leaves them out. */
export function withMembers<T extends object>(
  object: T,
  members: Partial<T>,
  defaults: Readonly<Record<string, unknown>>,
): T {
  const next = { ...object, ...members };
  const kept = Object.entries(next).filter(
    ([name, value]) => value !== undefined && !(name in defaults && sameDocument(value, defaults[name])),
  );
  return Object.fromEntries(kept) as T;
}
