import { Paperclip } from "lucide-react";
import { type Cell, listOf } from "./cell";
import style from "./cells.module.css";

export const filesCell: Cell = {
  toText: (value, _field, words) => {
    const count = listOf(value).length;
    return count === 0 ? "" : words.t("cells:files", { count });
  },
  show: (value, _field, words) => {
    const count = listOf(value).length;
    return count === 0 ? null : (
      <span className={style.files}>
        <Paperclip aria-hidden="true" size={14} />
        {words.t("cells:files", { count })}
      </span>
    );
  },
};
