import { Check } from "lucide-react";
import { type Cell, read, refuse } from "./cell";

const yes = ["true", "yes", "y", "1", "\u662f", "\u5bf9", "\u221a", "\u2713"];
const no = ["false", "no", "n", "0", "\u5426", "\u4e0d", "\u00d7"];

export const booleanCell: Cell = {
  toText: (value, _field, words) =>
    value === null ? "" : value === true ? words.t("cells:yes") : words.t("cells:no"),
  show: (value, _field, words) =>
    value === null ? null : value === true ? (
      <Check size={16} role="img" aria-label={words.t("cells:yes")} color="var(--accent-text)" />
    ) : (
      words.t("cells:no")
    ),
  fromText: (text, _field, words) => {
    const word = text.normalize("NFKC").trim().toLowerCase();
    if (word === "") return read(null);
    if (yes.includes(word)) return read(true);
    return no.includes(word) ? read(false) : refuse(words.t("cells:reason.boolean"));
  },
};
