import { type Cell, read, refuse } from "./cell";

export const emailCell: Cell = {
  toText: (value) => String(value ?? ""),
  show: (value) =>
    typeof value === "string" ? (
      <a href={`mailto:${value}`} tabIndex={-1}>
        {value}
      </a>
    ) : null,
  fromText: (text, _field, words) => {
    const address = text.trim();
    if (address === "") return read(null);
    return /^[^@\s]{1,64}@([\w-]{1,63}\.)+[\w-]{2,63}$/.test(address)
      ? read(address)
      : refuse(words.t("cells:reason.email"));
  },
};
