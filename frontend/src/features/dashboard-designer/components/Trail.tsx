import { useTranslation } from "react-i18next";
import { useBoard } from "../BoardContext";
import style from "./Panel.module.css";

/** The way back up to the board. */
export function Trail() {
  const { t } = useTranslation("dashboardDesigner");
  const { select } = useBoard();
  return (
    <nav className={style.trail} aria-label={t("properties.trail")}>
      <button type="button" onClick={() => select({ kind: "board" })}>
        {t("properties.board")}
      </button>
    </nav>
  );
}
