import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { newItemId } from "@/designing/ids";
import { replaceById } from "@/designing/model/lists";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { Button } from "@/ui/shared/Button";
import { useBoard } from "../BoardContext";
import { setWall } from "../model/deeds";
import { type WallPageDraft, wallDefaults } from "../model/documents";
import { inReadingOrder } from "../model/layout";
import { NumberSetting } from "./editors/NumberSetting";
import style from "./Panel.module.css";

/** A screen on the wall: which cards share a page, how long each stands, how often the numbers are asked for. */
export function WallSettings() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  const wall = { ...wallDefaults, ...board.wall };
  const pages: readonly WallPageDraft[] = wall.pages;
  const put = (next: readonly WallPageDraft[]) => run(setWall(board, { pages: next }));
  const add = () => {
    const shown = new Set(pages.flatMap((page) => page.widgets ?? []));
    const left = inReadingOrder(board.widgets).filter((card) => !shown.has(card.id));
    const id = newItemId("p", new Set(pages.map((page) => page.id)));
    const name = t("wall.page", { number: pages.length + 1 });
    put([...pages, { id, name, widgets: left.map((card) => card.id) }]);
  };
  return (
    <details>
      <summary>{t("wall.title")}</summary>
      <div className={style.rows}>
        <div className={style.pair}>
          <NumberSetting
            label={t("wall.seconds")}
            value={wall.seconds}
            least={5}
            most={3600}
            onCommit={(seconds) => run(setWall(board, { seconds }))}
          />
          <NumberSetting
            label={t("wall.minutes")}
            value={wall.minutes}
            least={1}
            most={60}
            onCommit={(minutes) => run(setWall(board, { minutes }))}
          />
        </div>
        {pages.length === 0 ? <p className={style.hint}>{t("wall.whole")}</p> : null}
        {pages.map((page) => (
          <fieldset key={page.id} className={style.box}>
            <legend>{page.name}</legend>
            <TextSetting
              label={t("wall.name")}
              required
              maxLength={200}
              value={page.name}
              onCommit={(name) => put(replaceById(pages, { ...page, name }))}
            />
            {inReadingOrder(board.widgets).map((card) => {
              const widgets = page.widgets ?? [];
              return (
                <CheckField
                  key={card.id}
                  label={card.name}
                  value={widgets.includes(card.id)}
                  onChange={(on) =>
                    put(
                      replaceById(pages, {
                        ...page,
                        widgets: on ? [...widgets, card.id] : widgets.filter((id) => id !== card.id),
                      }),
                    )
                  }
                />
              );
            })}
            <Button
              size="small"
              look="quiet"
              icon={<Trash2 size={14} />}
              onClick={() => put(pages.filter((one) => one !== page))}
            >
              {t("properties.remove", { name: page.name })}
            </Button>
          </fieldset>
        ))}
        <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={add}>
          {t("wall.add")}
        </Button>
      </div>
    </details>
  );
}
