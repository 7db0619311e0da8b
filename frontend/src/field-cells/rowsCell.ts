import { type Cell, listOf } from "./cell";

export const rowsCell: Cell = {
  toText: (value, _field, words) => {
    const count = listOf(value).length;
    return count === 0 ? "" : words.t("cells:rows", { count });
  },
};
