/** One look for all charts, from the tokens. */
import type { EChartsCoreOption } from "echarts/core";
import { chartPalette, colorsOf, font, type Theme } from "@/ui/tokens";

/** Text of foreign records goes into tooltips as text, never as markup. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export function chartLook(theme: Theme): EChartsCoreOption {
  const color = colorsOf(theme);
  return {
    color: [...chartPalette(theme)],
    textStyle: { fontFamily: font.family, fontSize: 12, color: color["text-2"] },
    animationDuration: 140,
    animationDurationUpdate: 140,
    grid: { left: 8, right: 16, top: 16, bottom: 4, containLabel: true },
    legend: {
      type: "scroll",
      bottom: 0,
      itemWidth: 10,
      itemHeight: 10,
      icon: "roundRect",
      textStyle: { color: color["text-2"] },
    },
    tooltip: {
      backgroundColor: theme === "dark" ? color.hover : color.surface,
      borderColor: color["line-strong"],
      textStyle: { color: color.text, fontSize: 12 },
      confine: true,
    },
  };
}

export const axisLook = (theme: Theme) => {
  const color = colorsOf(theme);
  return {
    axisLine: { lineStyle: { color: color["line-strong"] } },
    axisTick: { show: false },
    axisLabel: { color: color["text-2"], fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: color.line } },
  };
};
