import { type Cell, read, refuse } from "./cell";

export const phoneCell: Cell = {
  toText: (value) => String(value ?? ""),
  show: (value) =>
    typeof value === "string" ? (
      <a href={`tel:${value}`} className="figures" tabIndex={-1}>
        {value}
      </a>
    ) : null,
  fromText: (text, _field, words) => {
    const number = text.normalize("NFKC").replace(/[\s().-]+/g, "");
    if (number === "") return read(null);
    return /^\+?[0-9]{5,20}([x#][0-9]{1,8})?$/.test(number)
      ? read(number)
      : refuse(words.t("cells:reason.phone"));
  },
};
