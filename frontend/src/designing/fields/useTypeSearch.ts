import { useTranslation } from "react-i18next";
import { newTypes } from "./newFields";

/** The types whose name, in any language, or initials of the pinyin begin or contain what is sought. */
export function useTypeSearch(sought: string): readonly string[] {
  const { t } = useTranslation("designing");
  const text = sought.trim().toLowerCase();
  const contains = (words: string) => words.toLowerCase().includes(text);
  // Initials of the pinyin: each word from its beginning.
  const begins = (words: string) => words.split(" ").some((word) => word.startsWith(text));
  return newTypes.filter(
    (type) => contains(t(`type.${type}`)) || contains(type) || begins(t(`typeFind.${type}`)),
  );
}
