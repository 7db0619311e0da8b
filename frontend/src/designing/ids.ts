/** New ids for things inside a document: made where a command is made, never where it is carried out. */

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Begins with a letter that no kind of object uses as its prefix, as the platform's ids demand. */
export function newItemId(letter: string, taken: ReadonlySet<string> = new Set()): string {
  const chance = crypto.getRandomValues(new Uint8Array(8));
  const id = letter + [...chance].map((one) => letters[one % letters.length]).join("");
  return taken.has(id) ? newItemId(letter, taken) : id;
}
