/** Where the cursor stands in a formula that may not be finished yet. */

export type OpenCall = {
  readonly name: string;
  /** Which argument, counted from 0. */
  readonly position: number;
};

/** What counts: quoted text and fields in one piece, names, and single signs. */
const pieces = /["“”＂][^"“”＂]*["“”＂]?|\{[^}]*\}?|[A-Za-z_\u3400-\u9fff][A-Za-z0-9_.\u3400-\u9fff]*|\S/g;
const opening = "(（";
const closing = ")）";
const comma = ",，、";
const expecting = `${opening}${comma}+-*/&=<>×÷≤≥≠＋－＊／＝`;

const piecesBefore = (source: string, at: number): readonly string[] =>
  source.slice(0, at).match(pieces) ?? [];

/** The innermost function whose arguments are being written. */
export function callAt(source: string, at: number): OpenCall | undefined {
  const open: { name: string; position: number }[] = [];
  let before = "";
  for (const piece of piecesBefore(source, at)) {
    const top = open.at(-1);
    if (opening.includes(piece))
      open.push({ name: /^[\w\u3400-\u9fff]/u.test(before) ? before : "", position: 0 });
    else if (closing.includes(piece)) open.pop();
    else if (comma.includes(piece) && top) top.position += 1;
    before = piece;
  }
  return open.findLast((one) => one.name !== "");
}

/** Whether a value is to come here: at the beginning, after an operator, inside an empty parenthesis. */
export function operandExpected(source: string, at: number): boolean {
  const last = piecesBefore(source, at).at(-1);
  return last === undefined || (last.length === 1 && expecting.includes(last));
}

/** Whether the end of this text lies inside quotes. */
export const quotedAt = (before: string): boolean => {
  const last = before.match(pieces)?.at(-1) ?? "";
  return /^["“”＂]/.test(last) && (last.length === 1 || !/["“”＂]$/.test(last));
};
