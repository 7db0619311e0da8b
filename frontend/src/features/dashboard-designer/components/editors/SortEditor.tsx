import { ArrowDownWideNarrow, ArrowUpNarrowWide, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { withMembers } from "@/designing/model/canonical";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useBoard } from "../../BoardContext";
import { setCard } from "../../model/deeds";
import { type CardDraft, type SortDraft, sortDefaults } from "../../model/documents";
import { groupable } from "../../model/fields";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";
import { PathSelect } from "./PathSelect";

const most = 3;

export const SortEditor: CardEditor = function SortEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf } = useBoard();
  const { paths } = usePaths(entityOf(card)?.key);
  const sort = (card.sort ?? []) as unknown as readonly SortDraft[];
  const put = (next: readonly SortDraft[]) => {
    const kept = next.map((one) => withMembers(one, {}, sortDefaults));
    run(setCard(board, card, { sort: kept } as unknown as Partial<CardDraft>));
  };
  const set = (at: number, one: SortDraft) => put(sort.map((old, place) => (place === at ? one : old)));
  const fresh = paths.find((one) => groupable(one.field) && !sort.some((old) => old.field === one.path));
  return (
    <fieldset className={style.rows}>
      <legend>{t("properties.sort")}</legend>
      {sort.map((one, at) => {
        const number = at + 1;
        return (
          <div key={one.field} className={style.line}>
            <PathSelect
              label={t("properties.sortBy", { number })}
              paths={paths}
              fits={groupable}
              value={one.field}
              onChange={(field) => set(at, { ...one, field })}
            />
            <IconButton
              label={t(one.descending ? "properties.descending" : "properties.ascending", { number })}
              icon={one.descending ? <ArrowDownWideNarrow /> : <ArrowUpNarrowWide />}
              onClick={() => set(at, { ...one, descending: !one.descending })}
            />
            <IconButton
              label={t("properties.remove", { name: t("properties.sortBy", { number }) })}
              icon={<Trash2 />}
              onClick={() => put(sort.filter((old) => old !== one))}
            />
          </div>
        );
      })}
      {fresh && sort.length < most ? (
        <Button
          size="small"
          look="quiet"
          icon={<Plus size={14} />}
          onClick={() => put([...sort, { field: fresh.path, descending: true }])}
        >
          {t("properties.sortAdd")}
        </Button>
      ) : null}
    </fieldset>
  );
};
