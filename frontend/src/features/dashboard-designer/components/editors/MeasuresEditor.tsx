import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { newItemId } from "@/designing/ids";
import { replaceById } from "@/designing/model/lists";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useBoard } from "../../BoardContext";
import { mostMeasures } from "../../model/cards";
import { setCard } from "../../model/deeds";
import { type CardDraft, type MeasureDraft, measuresOf } from "../../model/documents";
import { isShare, measurable } from "../../model/fields";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";
import { MeasureForm } from "./MeasureForm";

/** The numbers of a card; the first decides order and shares. */
export const MeasuresEditor: CardEditor = function MeasuresEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf } = useBoard();
  const { entity, paths } = usePaths(entityOf(card)?.key);
  const measures = measuresOf(card);
  const put = (next: readonly MeasureDraft[]) =>
    run(setCard(board, card, { measures: next } as unknown as Partial<CardDraft>));
  const add = () => {
    const used = new Set(measures.map((one) => one.field));
    const fresh = paths.find((one) => measurable(one.field) && !isShare(one.field) && !used.has(one.path));
    const id = newItemId("n", new Set(measures.map((one) => one.id)));
    put([...measures, fresh ? { id, summary: "sum", field: fresh.path } : { id, summary: "count" }]);
  };
  return (
    <fieldset className={style.rows}>
      <legend>{t("well.measures")}</legend>
      {measures.map((measure, at) => {
        const label = t("properties.measure", { number: at + 1 });
        return (
          <div key={measure.id} className={style.box}>
            <MeasureForm
              label={label}
              measure={measure}
              entity={entity}
              paths={paths}
              adds={card.type === "abc"}
              onChange={(next) => put(replaceById(measures, next))}
            />
            {measures.length > 1 ? (
              <IconButton
                size="small"
                label={t("properties.remove", { name: label })}
                icon={<Trash2 />}
                onClick={() => put(measures.filter((one) => one !== measure))}
              />
            ) : null}
          </div>
        );
      })}
      {measures.length < mostMeasures(card.type) ? (
        <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={add}>
          {t("properties.measureAdd")}
        </Button>
      ) : null}
    </fieldset>
  );
};
