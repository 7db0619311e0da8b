/** A pasted list of labels, each with the type of field that its words make likely. */
import words from "./labelWords.json";

export type Guessed = { readonly label: string; readonly type: string };

const endings: readonly (readonly [string, string])[] = Object.entries(words).flatMap(([type, list]) =>
  list.map((word) => [word, type] as const),
);

/**
 * The word that ends latest in the label decides, the longer of two: Chinese and English labels carry their
 * kind at the end, so 'order date' is a date and 'date of order' still finds its only word.
 */
export function guessType(label: string): string {
  const text = label.toLowerCase();
  let best = { end: -1, length: 0, type: "text" };
  for (const [word, type] of endings) {
    const start = text.lastIndexOf(word);
    if (start < 0) continue;
    const end = start + word.length;
    if (end > best.end || (end === best.end && word.length > best.length)) {
      best = { end, length: word.length, type };
    }
  }
  return best.type;
}

const numbering = /^\s*(?:[-*•·]|\(?\d{1,3}[.)、．]|（\d{1,3}）)?\s*/;

/** One label a line; cells of a pasted row count as lines. Numbering, colons and repeats are left out. */
export function labelsIn(text: string): readonly Guessed[] {
  const labels = text
    .split(/[\r\n\t]+/)
    .map((line) =>
      line
        .replace(numbering, "")
        .replace(/[:：*＊\s]+$/, "")
        .trim(),
    )
    .filter((label) => label !== "")
    .map((label) => label.slice(0, 200));
  return [...new Set(labels)].map((label) => ({ label, type: guessType(label) }));
}
