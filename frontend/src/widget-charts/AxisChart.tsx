import type { EChartsCoreOption } from "echarts/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Drawing } from "./Drawing";
import { axisLook, chartLook, escapeText } from "./look";
import { figure, lookOf } from "./model/figure";
import { type Chart, drawnMeasures } from "./model/series";
import { useChart } from "./useChart";
import { useFigureWords } from "./useFigureWords";
import { useShownTheme } from "./useShownTheme";
import type { BarWidget, ChartProps, GroupedAnswer, LineWidget } from "./widget";

export type AxisChartProps = ChartProps<BarWidget | LineWidget, GroupedAnswer>;

const manyNames = 8;

/** Long category names read best beside lying bars, dates along the bottom. */
const liesDown = (widget: BarWidget | LineWidget, chart: Chart): boolean =>
  widget.type === "bar" &&
  !widget.groups?.[0]?.bucket &&
  (chart.categories.length > manyNames || chart.categories.some((name) => name.length > 8));

/** Bars or lines: categories on one axis, numbers on the other. */
export function AxisChart({ widget, answer, entity = "", onMark }: AxisChartProps) {
  const { t } = useTranslation("dashboards");
  const theme = useShownTheme();
  const words = useFigureWords();
  const chart = useChart(answer, entity, widget.measures);
  const option = useMemo<EChartsCoreOption>(() => {
    const axis = axisLook(theme);
    const drawn = drawnMeasures(widget.measures);
    const lying = liesDown(widget, chart);
    const look = (series: number) => lookOf(drawn[drawn.length > 1 ? series : 0]);
    const names = {
      type: "category",
      data: [...chart.categories],
      inverse: lying,
      ...axis,
      axisLabel: { ...axis.axisLabel, ...(lying ? { width: 110, overflow: "truncate" } : {}) },
    };
    const numbers = {
      type: "value",
      ...axis,
      axisLine: { show: false },
      axisLabel: {
        ...axis.axisLabel,
        formatter: (value: number) => figure(value, { ...look(0), places: undefined }, words, true),
      },
    };
    const base = chartLook(theme);
    const legend = chart.series.length > 1;
    return {
      ...base,
      legend: { ...(base.legend as object), show: legend },
      grid: { ...(base.grid as object), bottom: legend ? 30 : 4 },
      tooltip: {
        ...(base.tooltip as object),
        trigger: "axis",
        formatter: (marks: readonly { seriesIndex: number; dataIndex: number; marker: string }[]) =>
          [
            escapeText(chart.categories[marks[0]?.dataIndex ?? 0] ?? ""),
            ...marks.map(({ seriesIndex, dataIndex, marker }) => {
              const series = chart.series[seriesIndex];
              const exact = series?.points[dataIndex]?.exact ?? null;
              return `${marker}${escapeText(series?.name ?? "")} <b>${escapeText(figure(exact, look(seriesIndex), words))}</b>`;
            }),
          ].join("<br>"),
      },
      xAxis: lying ? numbers : names,
      yAxis: lying ? names : numbers,
      series: chart.series.map((series) => ({
        type: widget.type,
        name: series.name,
        data: series.points.map((point) => point.value),
        ...(widget.type === "line"
          ? { symbolSize: 6, lineStyle: { width: 2 }, connectNulls: false }
          : { barMaxWidth: 28, itemStyle: { borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] } }),
      })),
    };
  }, [widget, chart, theme, words]);
  return (
    <Drawing
      option={option}
      label={t("picture", { name: widget.name, count: chart.categories.length })}
      onSelect={(series, at) => {
        const point = chart.series[series]?.points[at];
        if (point) onMark({ title: chart.categories[at] ?? "", groups: point.groups });
      }}
    />
  );
}
