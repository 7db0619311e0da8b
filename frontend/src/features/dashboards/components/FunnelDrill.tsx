import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/lib/json";
import { Select } from "@/ui/shared/Select";
import type { FunnelWidget } from "@/widget-charts/widget";
import { type BoardDocument, type FilterValues, groupValuesQuery } from "../api";
import { type DrillStep, drillSteps, entityKey, narrowingOf } from "../model/board";
import style from "./Board.module.css";

export type FunnelDrillProps = {
  readonly board: BoardDocument;
  readonly widget: FunnelWidget;
  readonly filters: FilterValues;
  readonly drill: FilterValues;
  readonly onDrill: (drill: FilterValues) => void;
};

type Taken = { readonly step: DrillStep; readonly value: Json; readonly label: string };

/** Goes down the funnel: region, then team, then person; every level above is one click back. */
export function FunnelDrill({ board, widget, filters, drill, onDrill }: FunnelDrillProps) {
  const { t } = useTranslation("dashboards");
  const steps = drillSteps(board, widget);
  const [path, setPath] = useState<readonly Taken[]>([]);
  const next = steps[path.length];
  const narrowing = narrowingOf(board, widget.entity, { ...filters, ...drill });
  const values = useQuery({
    ...groupValuesQuery(entityKey(board, widget.entity), next?.path ?? "", narrowing),
    enabled: next !== undefined,
  });
  if (steps.length === 0) return null;
  const go = (taken: readonly Taken[]) => {
    setPath(taken);
    onDrill(Object.fromEntries(taken.map((one) => [one.step.filter.id, [one.value]])));
  };
  return (
    <div className={style.drill}>
      <nav aria-label={t("drill.path", { name: widget.name })}>
        <button type="button" disabled={path.length === 0} onClick={() => go([])}>
          {t("drill.all")}
        </button>
        {path.map((one, index) => (
          <span key={one.step.filter.id}>
            <ChevronRight aria-hidden="true" />
            <button
              type="button"
              disabled={index === path.length - 1}
              onClick={() => go(path.slice(0, index + 1))}
            >
              {one.label}
            </button>
          </span>
        ))}
      </nav>
      {next && (values.data?.length ?? 0) > 0 ? (
        <Select
          takes
          size="small"
          label={t("drill.by", { name: next.filter.name })}
          none={t("drill.by", { name: next.filter.name })}
          value=""
          options={(values.data ?? []).map((one, index) => ({
            id: String(index),
            label: t("drill.option", { name: one.label || t("empty.group"), count: one.count }),
          }))}
          onChange={(index) => {
            const chosen = values.data?.[Number(index)];
            if (chosen)
              go([...path, { step: next, value: chosen.value, label: chosen.label || t("empty.group") }]);
          }}
        />
      ) : null}
    </div>
  );
}
