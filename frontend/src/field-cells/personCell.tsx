import type { Json } from "@/lib/json";
import { Avatar } from "@/ui/shared/Avatar";
import { type Cell, type CellWords, idOf, listOf, partsOf, read, refuse, titleOf } from "./cell";
import style from "./cells.module.css";

const nameOf = (value: Json, words: CellWords): string =>
  titleOf(value) ?? words.personName(idOf(value)) ?? words.t("cells:someone");

export const personCell: Cell = {
  toText: (value, _field, words) =>
    listOf(value)
      .map((one) => nameOf(one, words))
      .join(words.t("cells:comma")),
  show: (value, _field, words) => (
    <span className={style.tags}>
      {listOf(value).map((one) => (
        <Avatar key={idOf(one)} id={idOf(one)} name={nameOf(one, words)} size={20} withName />
      ))}
    </span>
  ),
  fromText: (text, field, words) => {
    const ids: string[] = [];
    for (const part of partsOf(text)) {
      const id = words.personId(part);
      if (!id) return refuse(words.t("cells:reason.person", { text: part }));
      ids.push(id);
    }
    if (ids.length === 0) return read(null);
    return field.many ? read(ids) : read(ids[0] ?? null);
  },
};
