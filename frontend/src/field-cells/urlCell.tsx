import { type Cell, read, refuse } from "./cell";

/** Only http and https, so that a click runs nothing. */
const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]+\S*$/i.test(text);

export const urlCell: Cell = {
  toText: (value) => String(value ?? ""),
  show: (value) =>
    typeof value === "string" && isWebAddress(value) ? (
      <a href={value} target="_blank" rel="noopener noreferrer" tabIndex={-1}>
        {value.replace(/^https?:\/\//i, "")}
      </a>
    ) : (
      String(value ?? "")
    ),
  fromText: (text, _field, words) => {
    const address = text.trim();
    if (address === "") return read(null);
    return isWebAddress(address) ? read(address) : refuse(words.t("cells:reason.url"));
  },
};
