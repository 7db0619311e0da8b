import { type Cell, listOf, partsOf, read, refuse } from "./cell";
import style from "./cells.module.css";
import { optionNamed, optionOf, tagOf } from "./choiceCell";

export const multiChoiceCell: Cell = {
  toText: (value, field, words) =>
    listOf(value)
      .map((id) => optionOf(field, String(id))?.name ?? String(id))
      .join(words.t("cells:comma")),
  show: (value, field) => (
    <span className={style.tags}>{listOf(value).map((id) => tagOf(field, String(id)))}</span>
  ),
  fromText: (text, field, words) => {
    const ids: string[] = [];
    for (const part of partsOf(text)) {
      const option = optionNamed(field, part);
      if (!option) return refuse(words.t("cells:reason.option", { text: part }));
      if (!ids.includes(option.id)) ids.push(option.id);
    }
    return read(ids.length > 0 ? ids : null);
  },
};
