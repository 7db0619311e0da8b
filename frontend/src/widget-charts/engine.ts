/** The parts of ECharts that the widgets use, and nothing else. */
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** An empty drawing in a frame; vector, so that it stays sharp on a wall and in print. */
export const drawingIn = (frame: HTMLElement): ECharts => init(frame, null, { renderer: "svg" });
