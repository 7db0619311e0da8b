import { useState } from "react";
import { useTranslation } from "react-i18next";
import palette from "@/designing/fields/Palette.module.css";
import { SelectField } from "@/ui/page/SelectField";
import { Popover } from "@/ui/shared/Popover";
import type { Place } from "../../model/recordPage";
import { usePageDesk } from "../../PageDeskContext";
import type { Samples } from "../../useSamples";
import { BlockFinder } from "./BlockPalette";
import { BlockPlace } from "./BlockPlace";
import { FactRow } from "./FactRow";
import style from "./Page.module.css";

export type PageCanvasProps = { readonly samples: Samples; readonly onProperties: () => void };

/** Opens the list of what can be added, under `anchor`. */
export type OnInsert = (anchor: HTMLElement, place: Place | "facts") => void;

/** The page as people will see it, on a real record. */
export function PageCanvas({ samples, onProperties }: PageCanvasProps) {
  const { t } = useTranslation("pageDesigner");
  const { entity, document, running, sample, parts, select, selection } = usePageDesk();
  const [finder, setFinder] = useState<{ readonly anchor: HTMLElement; readonly place: Place | "facts" }>();
  const onInsert: OnInsert = (anchor, place) => setFinder({ anchor, place });
  const { RecordTitle } = parts;
  return (
    <div className={style.canvas}>
      <div className={style.bar}>
        {samples.options.length > 0 ? (
          <SelectField
            label={t("canvas.sample")}
            options={samples.options}
            value={samples.chosen ?? ""}
            onChange={samples.onChoose}
          />
        ) : (
          <p className={style.hint}>{t("canvas.noSample")}</p>
        )}
      </div>
      <div className={style.paper} data-page="">
        <header className={style.paperHead}>
          <button
            type="button"
            className={style.paperTitle}
            aria-pressed={selection.kind === "page"}
            onClick={() => {
              select({ kind: "page" });
              onProperties();
            }}
          >
            {running && sample ? (
              <RecordTitle entity={document} running={running} record={sample} />
            ) : (
              entity.name
            )}
          </button>
        </header>
        <FactRow onInsert={onInsert} onShow={onProperties} />
        <div className={style.columns}>
          <BlockPlace place="main" onInsert={onInsert} onShow={onProperties} />
          <BlockPlace place="side" onInsert={onInsert} onShow={onProperties} />
        </div>
      </div>
      <p className={style.hint}>{t("canvas.help")}</p>
      {finder ? (
        <Popover label={t("canvas.add")} anchor={finder.anchor} onClose={() => setFinder(undefined)}>
          <div className={`${palette.palette} ${palette.finder}`}>
            <BlockFinder place={finder.place} onAdded={() => setFinder(undefined)} />
          </div>
        </Popover>
      ) : null}
    </div>
  );
}
