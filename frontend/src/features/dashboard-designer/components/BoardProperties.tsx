import { ArrowDown, ArrowUp, Filter } from "lucide-react";
import { useTranslation } from "react-i18next";
import { moveBefore, stepTarget } from "@/designing/model/lists";
import { TextSetting } from "@/designing/parts/Inputs";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useBoard } from "../BoardContext";
import { phoneOrder, setBoard, setPhone } from "../model/deeds";
import style from "./Panel.module.css";
import { WallSettings } from "./WallSettings";

export function BoardProperties() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, select } = useBoard();
  const filters = board.filters ?? [];
  return (
    <div className={style.panel}>
      <h2>{t("properties.boardOf", { name: board.name })}</h2>
      <TextSetting
        label={t("properties.name")}
        required
        maxLength={200}
        value={board.name}
        onCommit={(name) => run(setBoard(board, { name }))}
      />
      <TextSetting
        label={t("properties.description")}
        rows={2}
        maxLength={4000}
        value={board.description ?? ""}
        onCommit={(description) => run(setBoard(board, { description }))}
      />
      {filters.length > 0 ? (
        <fieldset className={style.rows}>
          <legend>{t("filter.all")}</legend>
          {filters.map((filter) => (
            <button
              key={filter.id}
              type="button"
              className={style.field}
              onClick={() => select({ kind: "filter", id: filter.id })}
            >
              <Filter aria-hidden="true" />
              <span>{filter.name}</span>
            </button>
          ))}
        </fieldset>
      ) : null}
      {board.widgets.length > 0 ? <PhoneOrder /> : null}
      {board.widgets.length > 0 ? <WallSettings /> : null}
    </div>
  );
}

/** A narrow screen shows one card below the other, in an order of its own. */
function PhoneOrder() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  const order = phoneOrder(board);
  const ids = order.map((card) => card.id);
  const put = (id: string, before: string | null) =>
    run(
      setPhone(
        board,
        moveBefore(order, id, before).map((card) => card.id),
      ),
    );
  return (
    <details>
      <summary>{t("phone.order")}</summary>
      <ol className={style.rows}>
        {order.map((card) => {
          const up = stepTarget(ids, card.id, -1);
          const down = stepTarget(ids, card.id, 1);
          return (
            <li key={card.id} className={style.line}>
              <span>{card.name}</span>
              <IconButton
                size="small"
                label={t("properties.upOf", { name: card.name })}
                icon={<ArrowUp />}
                disabled={up === undefined}
                onClick={() => put(card.id, up ?? null)}
              />
              <IconButton
                size="small"
                label={t("properties.downOf", { name: card.name })}
                icon={<ArrowDown />}
                disabled={down === undefined}
                onClick={() => put(card.id, down ?? null)}
              />
            </li>
          );
        })}
      </ol>
      {(board.phone ?? []).length > 0 ? (
        <Button size="small" look="quiet" onClick={() => run(setPhone(board, []))}>
          {t("phone.asLaidOut")}
        </Button>
      ) : null}
    </details>
  );
}
