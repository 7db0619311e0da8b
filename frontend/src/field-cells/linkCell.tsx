import { Link } from "react-router";
import { type Cell, idOf, listOf, titleOf } from "./cell";
import style from "./cells.module.css";

/** A record that the reader may not see has an id without a title. */
export const linkCell: Cell = {
  toText: (value, _field, words) =>
    listOf(value)
      .map((one) => titleOf(one) ?? words.t("cells:linked"))
      .join(words.t("cells:comma")),
  show: (value, field, words) => (
    <span className={style.tags}>
      {listOf(value).map((one) => (
        <Link
          key={idOf(one)}
          to={`/r/${field.entity_key ?? ""}/${idOf(one)}`}
          tabIndex={-1}
          className={style.link}
        >
          {titleOf(one) ?? words.t("cells:linked")}
        </Link>
      ))}
    </span>
  ),
};
