/** A fresh key for a POST. Works without a secure context too, where crypto.randomUUID is missing (plain http in a company network). */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
