import type { EChartsCoreOption } from "echarts/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatPercent } from "@/lib/numbers";
import { colorsOf } from "@/ui/tokens";
import { Drawing } from "./Drawing";
import { chartLook, escapeText } from "./look";
import { figure, lookOf } from "./model/figure";
import { slices } from "./model/series";
import { useFigureWords } from "./useFigureWords";
import { useShownTheme } from "./useShownTheme";
import type { ChartProps, GroupedAnswer, PieWidget } from "./widget";

export function PieWidgetChart({ widget, answer, onMark }: ChartProps<PieWidget, GroupedAnswer>) {
  const { t } = useTranslation("dashboards");
  const theme = useShownTheme();
  const words = useFigureWords();
  const measure = widget.measures[0];
  const parts = useMemo(
    () => slices(answer, measure?.id ?? "", { empty: t("empty.group"), rest: t("rest") }),
    [answer, measure, t],
  );
  const option = useMemo<EChartsCoreOption>(() => {
    const whole = parts.reduce((sum, part) => sum + part.value, 0);
    const share = (value: number) => (whole > 0 ? formatPercent(value / whole, 1) : "");
    const base = chartLook(theme);
    return {
      ...base,
      legend: {
        ...(base.legend as object),
        formatter: (name: string) =>
          `${name}  ${share(parts.find((part) => part.name === name)?.value ?? 0)}`,
      },
      tooltip: {
        ...(base.tooltip as object),
        formatter: ({ dataIndex, marker }: { dataIndex: number; marker: string }) => {
          const part = parts[dataIndex];
          if (!part) return "";
          return `${marker}${escapeText(part.name)} <b>${figure(String(part.value), lookOf(measure), words)}</b> ${share(part.value)}`;
        },
      },
      series: [
        {
          type: "pie",
          radius: ["44%", "74%"],
          center: ["50%", "44%"],
          label: { show: false },
          itemStyle: { borderColor: colorsOf(theme).surface, borderWidth: 2 },
          data: parts.map((part) => ({ name: part.name, value: part.value })),
        },
      ],
    };
  }, [parts, theme, words, measure]);
  return (
    <Drawing
      option={option}
      label={t("picture", { name: widget.name, count: parts.length })}
      onSelect={(_series, at) => {
        const part = parts[at];
        if (part?.groups) onMark({ title: part.name, groups: part.groups });
      }}
    />
  );
}
