/** Whom a comment names: people picked from the list whose @name still stands in the text. */
export const mentionsIn = (
  text: string,
  people: readonly { readonly id: string; readonly label: string }[],
): readonly string[] =>
  people.filter((person) => text.includes(`@${person.label}`)).map((person) => person.id);
