import type { FieldDocument } from "@/api/documents";
import type { Json } from "@/lib/json";
import { isEmpty } from "@/lib/json";
import type { CellWords } from "./cell";
import { cellOf } from "./cells";
import style from "./cells.module.css";
import type { Restricted } from "./restricted";

export type FieldValueProps = {
  readonly field: FieldDocument;
  readonly value: Json;
  readonly words: CellWords;
  /** The reader may not see this cell: said in words, never as an empty cell. */
  readonly restricted?: Restricted;
};

/** Half a date or half an amount in the next line is misread. */
const kinds: ReadonlySet<string> = new Set(["date", "moment", "number", "money", "percent"]);
const unbroken = ({ cell, result }: FieldDocument): boolean => kinds.has(cell) || kinds.has(result ?? "");

export function FieldValue({ field, value, words, restricted = false }: FieldValueProps) {
  if (typeof restricted === "string") {
    return (
      <span className={style.masked} title={words.t("cells:masked")}>
        {restricted}
      </span>
    );
  }
  if (restricted) return <span className={style.restricted}>{words.t("cells:restricted")}</span>;
  if (isEmpty(value)) {
    return (
      <span className={style.none}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{words.t("cells:empty")}</span>
      </span>
    );
  }
  const cell = cellOf(field);
  if (cell.show) return <>{cell.show(value, field, words)}</>;
  const text = cell.toText(value, field, words);
  return unbroken(field) ? <span className={style.unbroken}>{text}</span> : text;
}
