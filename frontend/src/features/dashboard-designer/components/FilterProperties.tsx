import { ArrowLeft, ArrowRight, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Skeleton } from "@/ui/shared/Skeleton";
import type { Wire } from "../api";
import { useBoard } from "../BoardContext";
import { moveFilter, removeFilter, setFilter } from "../model/deeds";
import { cardOf, type FilterDraft } from "../model/documents";
import { useWiring } from "../useFilters";
import style from "./Panel.module.css";
import { Trail } from "./Trail";

/** A filter and, card by card, whether it reaches it; where it cannot, the reason why. */
export function FilterProperties({ filter }: { readonly filter: FilterDraft }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  const wiring = useWiring(filter);
  const off = filter.off ?? [];
  const reaches = (wire: Wire) =>
    wire.entity !== null && filter.fields[wire.entity] !== undefined && !off.includes(wire.widget);
  const turn = (wire: Wire, on: boolean) => {
    if (!on) return run(setFilter(board, filter, { off: [...off, wire.widget] }));
    const { entity, path } = wire;
    const joins = entity !== null && path !== null && filter.fields[entity] === undefined;
    return run(
      setFilter(board, filter, {
        off: off.filter((id) => id !== wire.widget),
        ...(joins ? { fields: { ...filter.fields, [entity]: path } } : {}),
      }),
    );
  };
  const [earlier, later] = [moveFilter(board, filter, -1), moveFilter(board, filter, 1)];
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{t("filter.of", { name: filter.name })}</h2>
      <TextSetting
        label={t("properties.name")}
        required
        maxLength={200}
        value={filter.name}
        onCommit={(name) => run(setFilter(board, filter, { name }))}
      />
      <p className={style.hint}>{t(filter.operator === "between" ? "filter.span" : "filter.values")}</p>
      <fieldset className={style.rows}>
        <legend>
          {wiring
            ? t("filter.reaches", { reached: wiring.wires.filter(reaches).length, count: wiring.cards })
            : t("filter.cards")}
        </legend>
        {wiring ? null : <Skeleton lines={4} />}
        <div className={style.wires}>
          {wiring?.wires.map((wire) => (
            <CheckField
              key={wire.widget}
              label={cardOf(board, wire.widget)?.name ?? wire.widget}
              {...(wire.why ? { hint: wire.why.message } : {})}
              value={reaches(wire)}
              disabled={wire.why !== null && !reaches(wire)}
              onChange={(on) => turn(wire, on)}
            />
          ))}
        </div>
      </fieldset>
      <div className={style.line}>
        <Button icon={<Trash2 size={15} />} onClick={() => run(removeFilter(board, filter))}>
          {t("filter.remove")}
        </Button>
        <IconButton
          label={t("filter.earlier")}
          icon={<ArrowLeft />}
          disabled={!earlier}
          onClick={() => run(earlier)}
        />
        <IconButton
          label={t("filter.later")}
          icon={<ArrowRight />}
          disabled={!later}
          onClick={() => run(later)}
        />
      </div>
    </div>
  );
}
