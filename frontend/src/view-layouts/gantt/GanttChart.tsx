import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { addDays, type Day, dayWords, weekday } from "@/lib/days";
import type { Json } from "@/lib/json";
import { DatedChip } from "../dated/DatedChip";
import { type DatedRecord, useDated } from "../dated/DatedContext";
import { endingAt, movedBy } from "../dated/spans";
import { arrowsOf, idsOf } from "./arrows";
import style from "./Gantt.module.css";
import { GanttBar } from "./GanttBar";
import { marksOf, measures, nextDay, nextMonth, nextWeek, nextYear, place, type Scale } from "./scale";

export type GanttChartProps = {
  readonly items: readonly DatedRecord[];
  readonly first: Day;
  readonly scale: Scale;
  /** Key of the link to what comes first. */
  readonly after: string | undefined;
  readonly today: Day;
};

const rowHeight = 36;

export function GanttChart({ items, first, scale, after, today }: GanttChartProps) {
  const { t } = useTranslation("layouts");
  const { onMove } = useDated();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const { day: width, days } = measures[scale];
  const bars = items.map(({ record, span }, row) => {
    const { left, width: length } = place(first, days, width, span.start, span.end);
    const ids = after ? idsOf((record[after] ?? null) as Json) : [];
    return { id: record.id, row, left, right: left + length, after: ids };
  });
  const onDragEnd = ({ active, delta }: DragEndEvent) => {
    const [deed, id] = String(active.id).split(":");
    const one = items.find(({ record }) => record.id === id);
    const by = Math.round(delta.x / width);
    if (!one || by === 0) return;
    onMove(one, deed === "end" ? endingAt(one.span, addDays(one.span.end, by)) : movedBy(one.span, by));
  };
  const now = place(first, days, width, today, today);
  return (
    <DndContext
      sensors={sensors}
      onDragEnd={onDragEnd}
      accessibility={{ screenReaderInstructions: { draggable: t("dated.help") } }}
    >
      <div
        className={style.chart}
        style={{ "--row": `${rowHeight}px`, "--time": `${days * width}px` } as object}
      >
        <TimeHead first={first} scale={scale} />
        <ol className={style.names}>
          {items.map((one) => (
            <li key={one.record.id} className={style.name}>
              <DatedChip one={one} facts />
            </li>
          ))}
        </ol>
        <div className={style.time}>
          <Backdrop first={first} scale={scale} />
          {now.width > 0 ? <span className={style.today} style={{ left: now.left + width / 2 }} /> : null}
          {items.map((one, row) => (
            <GanttBar
              key={one.record.id}
              one={one}
              row={row}
              left={bars[row]?.left ?? 0}
              width={(bars[row]?.right ?? 0) - (bars[row]?.left ?? 0)}
              day={width}
            />
          ))}
          <svg className={style.arrows} aria-hidden="true">
            <title>{t("gantt.arrows")}</title>
            <defs>
              <marker id="gantt-head" markerWidth="6" markerHeight="6" refX="5" refY="3" orient="auto">
                <path d="M0 0L6 3L0 6z" className={style.arrowHead} />
              </marker>
            </defs>
            {arrowsOf(bars, rowHeight).map((one) => (
              <path
                key={one.key}
                d={one.path}
                className={style.arrow}
                data-early={one.early || undefined}
                markerEnd="url(#gantt-head)"
              />
            ))}
          </svg>
        </div>
      </div>
    </DndContext>
  );
}

type TimeProps = { readonly first: Day; readonly scale: Scale };

/** Two rows of time: months over days, months over weeks, years over months. */
function TimeHead({ first, scale }: TimeProps) {
  const { words } = useDated();
  const { day: width, days } = measures[scale];
  const wide = marksOf(first, days, width, scale === "month" ? nextYear : nextMonth);
  const next = { day: nextDay, week: nextWeek, month: nextMonth }[scale];
  const large: Intl.DateTimeFormatOptions =
    scale === "month" ? { year: "numeric" } : { year: "numeric", month: "short" };
  const small: Intl.DateTimeFormatOptions =
    scale === "month"
      ? { month: "narrow" }
      : scale === "week"
        ? { day: "numeric", month: "numeric" }
        : { day: "numeric" };
  return (
    <div className={style.head} aria-hidden="true">
      {wide.map((mark) => (
        <span key={mark.day} style={{ left: mark.left, width: mark.width }}>
          {mark.width > 60 ? dayWords(mark.day, words.language, large) : ""}
        </span>
      ))}
      {marksOf(first, days, width, next).map((mark) => (
        <span key={`small ${mark.day}`} data-small="" style={{ left: mark.left, width: mark.width }}>
          {scale === "day" ? Number(mark.day.slice(8)) : dayWords(mark.day, words.language, small)}
        </span>
      ))}
    </div>
  );
}

/** Weekends where days can be told apart, lines of the time elsewhere. */
function Backdrop({ first, scale }: TimeProps) {
  const { day: width, days } = measures[scale];
  const marks =
    scale === "day"
      ? marksOf(first, days, width, nextDay).filter(({ day }) => weekday(day) > 4)
      : marksOf(first, days, width, scale === "week" ? nextWeek : nextMonth);
  return marks.map((mark) => (
    <span
      key={mark.day}
      className={scale === "day" ? style.weekend : style.line}
      style={{ left: mark.left, width: mark.width }}
    />
  ));
}
