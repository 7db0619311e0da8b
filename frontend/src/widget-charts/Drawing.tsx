import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef } from "react";
import style from "./charts.module.css";
import { drawingIn } from "./engine";

export type DrawingProps = {
  readonly option: EChartsCoreOption;
  /** What the picture shows, in one sentence; its numbers stand in the table beside it. */
  readonly label: string;
  readonly onSelect: (seriesIndex: number, dataIndex: number) => void;
};

/** An ECharts drawing that follows its frame; the keyboard goes through the data table instead. */
export function Drawing({ option, label, onSelect }: DrawingProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof drawingIn> | null>(null);
  const select = useRef(onSelect);
  select.current = onSelect;

  useEffect(() => {
    const place = frame.current;
    if (!place) return undefined;
    const drawn = drawingIn(place);
    chart.current = drawn;
    drawn.on("click", (mark) => select.current(mark.seriesIndex ?? 0, mark.dataIndex));
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={frame} className={style.drawing} role="img" aria-label={label} />;
}
