import { type Cell, idOf, listOf, partsOf, read, refuse, titleOf } from "./cell";

export const departmentCell: Cell = {
  toText: (value, _field, words) =>
    listOf(value)
      .map((one) => titleOf(one) ?? words.departmentName(idOf(one)) ?? words.t("cells:unknown"))
      .join(words.t("cells:comma")),
  fromText: (text, field, words) => {
    const ids: string[] = [];
    for (const part of partsOf(text)) {
      const id = words.departmentId(part);
      if (!id) return refuse(words.t("cells:reason.department", { text: part }));
      ids.push(id);
    }
    if (ids.length === 0) return read(null);
    return field.many ? read(ids) : read(ids[0] ?? null);
  },
};
