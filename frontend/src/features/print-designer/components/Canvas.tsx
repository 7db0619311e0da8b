import { useTranslation } from "react-i18next";
import { Paper } from "@/print-sheet/SheetPaper";
import { useDesk } from "../DeskContext";
import { blocksOf, footerDefaults, paperDefaults } from "../model/documents";
import { withNames } from "../model/sketch";
import { CanvasBlock } from "./CanvasBlock";
import style from "./PrintDesigner.module.css";

/** The page as it will be printed, filled in with the sample record under the author's own rights. */
export function Canvas() {
  const { t } = useTranslation("printDesigner");
  const { print, sheet, pathName, select, sample, samples } = useDesk();
  const blocks = blocksOf(print);
  const text = withNames(print.footer?.text ?? "", { field: (path) => pathName(undefined, path) });
  const title = samples.find((one) => one.id === sample)?.title;
  return (
    <div className={style.stage}>
      <p className={style.hint}>{title ? t("canvas.sample", { title }) : t("canvas.noSample")}</p>
      <Paper
        paper={{ ...paperDefaults, ...print.paper }}
        footer={{ ...footerDefaults, ...print.footer, text: sheet?.footer.text || text }}
      >
        <div data-paper="">
          <ol className={style.blocks} data-group="page" aria-label={t("pane.paper")}>
            {blocks.map((block) => (
              <CanvasBlock key={block.id} block={block} />
            ))}
          </ol>
          {blocks.length === 0 ? <p className={style.empty}>{t("canvas.empty")}</p> : null}
        </div>
      </Paper>
      <button type="button" className={style.page} onClick={() => select(undefined)}>
        {t("canvas.template")}
      </button>
      <p className={style.hint}>{t("canvas.help")}</p>
    </div>
  );
}
