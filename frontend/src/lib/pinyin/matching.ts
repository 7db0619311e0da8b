/** Finds names by what a Chinese keyboard would type: characters, initials, whole syllables, or a mixture of them. */
import syllables from "./syllables.json";

const readings: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const [syllable, characters] of Object.entries(syllables)) {
    for (const character of characters) {
      const known = found.get(character);
      if (known) known.push(syllable);
      else found.set(character, [syllable]);
    }
  }
  return found;
})();

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Whether the letters of `query` are used up by `name` from `at` on, each character giving some of its spelling. */
function spells(name: readonly string[], at: number, query: string): boolean {
  if (query === "") return true;
  const character = name[at];
  if (character === undefined) return false;
  if (query.startsWith(character)) return spells(name, at + 1, query.slice(character.length));
  return (readings.get(character) ?? []).some((syllable) => {
    if (syllable.startsWith(query)) return true;
    if (query.startsWith(syllable) && spells(name, at + 1, query.slice(syllable.length))) return true;
    return syllable.length > 1 && query[0] === syllable[0] && spells(name, at + 1, query.slice(1));
  });
}

const mostLetters = 24;

/** How well a name answers what was typed, 0 for not at all: it begins so, it holds it, its spelling begins or holds it. */
export function match(name: string, typed: string): number {
  const query = folded(typed.trim());
  const text = folded(name);
  if (query === "") return 1;
  if (text.startsWith(query)) return 5;
  if (text.includes(query)) return 4;
  if (query.length > mostLetters) return 0;
  const characters = Array.from(text);
  if (spells(characters, 0, query)) return 3;
  return characters.some((_, at) => at > 0 && spells(characters, at, query)) ? 2 : 0;
}
