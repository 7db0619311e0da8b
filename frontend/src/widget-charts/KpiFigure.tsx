import { useTranslation } from "react-i18next";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { Tone } from "@/ui/tokens";
import style from "./charts.module.css";
import { figure } from "./model/figure";
import { useFigureWords } from "./useFigureWords";
import type { ChartProps, KpiAnswer, KpiWidget, Level } from "./widget";

const tones: Record<Level, Tone> = { healthy: "success", warning: "warning", risk: "danger" };

/** One number; its level is told by word, shape and colour. The exact value is the tip of a shortened one. */
export function KpiFigure({ widget, answer, metric, onMark }: ChartProps<KpiWidget, KpiAnswer>) {
  const { t } = useTranslation("dashboards");
  const words = useFigureWords();
  const look = { show: metric?.show ?? "number", places: metric?.places } as const;
  const exact = figure(answer.value, look, words);
  return (
    <div className={style.kpi}>
      <button
        type="button"
        className={style.figure}
        title={t("open", { name: widget.name })}
        onClick={() => onMark({ title: widget.name, groups: [] })}
      >
        {exact}
      </button>
      {answer.level ? <StatusTag tone={tones[answer.level]}>{t(`level.${answer.level}`)}</StatusTag> : null}
    </div>
  );
}
