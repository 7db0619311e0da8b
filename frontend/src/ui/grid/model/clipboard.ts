/** Tab-separated text as spreadsheets write and read it, quotes included. */

/** A cell is quoted when it holds a tab, a line break or starts with a quote. */
const quoted = (cell: string): string =>
  /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const formatTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join("\t")).join("\r\n");

type Reading = { readonly cell: string; readonly end: number };

/** Reads one quoted cell that starts at `from`; undefined when the quote never closes (then it was a plain cell). */
function readQuoted(text: string, from: number): Reading | undefined {
  let cell = "";
  let at = from + 1;
  while (at < text.length) {
    const close = text.indexOf('"', at);
    if (close < 0) return undefined;
    cell += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const after = text[close + 1];
      const ends = after === undefined || after === "\t" || after === "\n" || after === "\r";
      return ends ? { cell, end: close + 1 } : undefined;
    }
    cell += '"';
    at = close + 2;
  }
  return undefined;
}

function readPlain(text: string, from: number): Reading {
  let end = from;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { cell: text.slice(from, end), end };
}

/** Rows of cells; a line break at the very end starts no further row. Line breaks inside quotes become \n. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const reading = (text[at] === '"' ? readQuoted(text, at) : undefined) ?? readPlain(text, at);
    row.push(reading.cell.replaceAll("\r\n", "\n"));
    at = reading.end;
    if (text[at] === "\t") {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    if (at >= text.length) break;
  }
  return rows;
}
