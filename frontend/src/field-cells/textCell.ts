import { type Cell, read, refuse } from "./cell";

export const textCell: Cell = {
  toText: (value) => String(value ?? ""),
  fromText: (text, field, words) => {
    const limit = field.max_length;
    const kept = field.type === "text" ? text.replace(/[\r\n\t]+/g, " ").trim() : text.trim();
    if (limit !== undefined && Array.from(kept).length > limit) {
      return refuse(words.t("cells:reason.tooLong", { limit }));
    }
    return read(kept === "" ? null : kept);
  },
};
