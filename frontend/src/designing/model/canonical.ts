/** The one text of a document: sorted keys, so that two equal documents are equal byte for byte. */

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === "object" && value !== null;

/** As equal as their texts are; what two documents share is not looked into, and the first difference ends it. */
export function sameDocument(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isMembers(one) || !isMembers(other)) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => sameDocument(item, other[at]))
    );
  }
  // A member at undefined is not written.
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameDocument(one[name], other[name]));
}

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
