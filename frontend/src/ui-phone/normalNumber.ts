/**
 * Typed text as decimal text: full-width digits, spaces and thousands separators are forgiven.
 * null = empty, undefined = not a number (yet).
 */
export function normalNumber(typed: string, whole = false): string | null | undefined {
  const text = typed
    .normalize("NFKC")
    .replace(/[\s,_]/g, "")
    .replace(/。/g, ".");
  if (text === "") return null;
  if (!(whole ? /^-?\d+$/ : /^-?(\d+\.?\d*|\.\d+)$/).test(text)) return undefined;
  const [head = "", tail] = text.replace("-", "").split(".");
  const wholePart = head.replace(/^0+(?=\d)/, "") || "0";
  const sign = text.startsWith("-") ? "-" : "";
  return `${sign}${wholePart}${tail ? `.${tail}` : ""}`;
}
