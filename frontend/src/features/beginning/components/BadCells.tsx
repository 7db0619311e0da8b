import { useTranslation } from "react-i18next";
import { StatusTag } from "@/ui/shared/StatusTag";
import { type ColumnPlan, chosenType } from "../model/plan";
import style from "./beginning.module.css";

/** The cells that the chosen type would not take, by row and value: the import leaves their rows out. */
export function BadCells({ column }: { readonly column: ColumnPlan }) {
  const { t } = useTranslation("beginning");
  const chosen = chosenType(column);
  const share = Number(chosen?.share ?? 1);
  const count = Math.round((1 - share) * column.facts.filled);
  if (!chosen || count === 0) return <StatusTag tone="success">{t("cells.fit")}</StatusTag>;
  return (
    <details className={style.bad}>
      <summary>
        <StatusTag tone="warning">{t("cells.bad", { count })}</StatusTag>
      </summary>
      <ul>
        {chosen.bad.map((cell) => (
          <li key={cell.row}>{t("cells.at", { row: cell.row, value: cell.value })}</li>
        ))}
      </ul>
      {chosen.bad.length < count ? <p className={style.meta}>{t("cells.more")}</p> : null}
    </details>
  );
}
