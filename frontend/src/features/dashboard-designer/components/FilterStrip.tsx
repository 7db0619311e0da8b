import { Filter, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Popover } from "@/ui/shared/Popover";
import { useBoard } from "../BoardContext";
import style from "./Canvas.module.css";
import { FilterFinder } from "./FilterFinder";

/** The filters above the board as they will stand there, and one more. */
export function FilterStrip() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, selection, select } = useBoard();
  const [finder, setFinder] = useState<HTMLElement>();
  return (
    <div className={style.strip} data-strip="">
      {(board.filters ?? []).map((filter) => (
        <button
          key={filter.id}
          type="button"
          className={style.chip}
          aria-pressed={selection.kind === "filter" && selection.id === filter.id}
          onClick={() => select({ kind: "filter", id: filter.id })}
        >
          <Filter aria-hidden="true" />
          {filter.name}
        </button>
      ))}
      <button
        type="button"
        className={style.chip}
        aria-haspopup="dialog"
        onClick={(event) => setFinder(event.currentTarget)}
      >
        <Plus aria-hidden="true" />
        {t("filter.add")}
      </button>
      {finder ? (
        <Popover label={t("filter.add")} anchor={finder} onClose={() => setFinder(undefined)}>
          <FilterFinder onAdded={() => setFinder(undefined)} />
        </Popover>
      ) : null}
    </div>
  );
}
