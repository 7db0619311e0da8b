/** The registry of widget charts: one line for each type that the engine knows. Drawings are fetched when first shown. */

import type { ComponentType } from "react";
import { lazily } from "@/i18n/lazily";
import { Classes } from "./Classes";
import { Funnel } from "./Funnel";
import { KpiFigure } from "./KpiFigure";
import { Leaderboard } from "./Leaderboard";
import { TableWidgetChart } from "./TableWidgetChart";
import type { ChartProps, Widget } from "./widget";

const AxisChart = lazily(async () => (await import("./AxisChart")).AxisChart);
const PieWidgetChart = lazily(async () => (await import("./PieWidgetChart")).PieWidgetChart);

/** Each answer has the shape of its widget's type: the server pairs them, and here is the one place that says so. */
type AnyChart = ComponentType<ChartProps>;

export const CHARTS = {
  kpi: KpiFigure as AnyChart,
  bar: AxisChart as unknown as AnyChart,
  line: AxisChart as unknown as AnyChart,
  pie: PieWidgetChart as unknown as AnyChart,
  funnel: Funnel as AnyChart,
  table: TableWidgetChart as AnyChart,
  leaderboard: Leaderboard as AnyChart,
  abc: Classes as unknown as AnyChart,
} satisfies Record<Widget["type"], AnyChart>;
