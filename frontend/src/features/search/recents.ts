/** Pages that were opened lately, remembered on this device for each person. */

export type Recent = { readonly to: string; readonly title: string };

const most = 8;
const keyOf = (person: string): string => `dougong.recents.${person}`;

export const withRecent = (recents: readonly Recent[], opened: Recent): readonly Recent[] =>
  [opened, ...recents.filter((one) => one.to !== opened.to)].slice(0, most);

const isRecent = (one: unknown): one is Recent =>
  typeof one === "object" && one !== null && "to" in one && "title" in one;

export function readRecents(storage: Storage, person: string): readonly Recent[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(keyOf(person)) ?? "[]");
    return Array.isArray(found) ? found.filter(isRecent) : [];
  } catch {
    return [];
  }
}

export function keepRecent(storage: Storage, person: string, opened: Recent): void {
  try {
    storage.setItem(keyOf(person), JSON.stringify(withRecent(readRecents(storage, person), opened)));
  } catch {
    // Without storage nothing is remembered.
  }
}
