import {
  DndContext,
  type DragEndEvent,
  type DragStartEvent,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { addDays, type Day, daysBetween, daysFrom, dayWords } from "@/lib/days";
import { type DatedRecord, useDated } from "../dated/DatedContext";
import { endingAt, movedBy } from "../dated/spans";
import style from "./Calendar.module.css";
import { WeekRow } from "./WeekRow";

export type CalendarWeeksProps = {
  readonly items: readonly DatedRecord[];
  readonly mondays: readonly Day[];
  /** "2026-11" where the days of other months stand back. */
  readonly month: string | undefined;
  readonly today: Day;
};

/** Chips that fit under the number of a day of a month. */
const lanesOfMonth = 3;

/** The day that lies under a point, beneath whatever covers it. */
const dayAt = (x: number, y: number): Day | undefined =>
  document
    .elementsFromPoint(x, y)
    .map((element) => (element as HTMLElement).dataset.day)
    .find((day) => day !== undefined);

export function CalendarWeeks({ items, mondays, month, today }: CalendarWeeksProps) {
  const { t } = useTranslation("layouts");
  const { words, onMove } = useDated();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const grabbed = useRef<Day>(undefined);
  const onDragStart = ({ activatorEvent }: DragStartEvent) => {
    const { clientX, clientY } = activatorEvent as PointerEvent;
    grabbed.current = dayAt(clientX, clientY);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [deed, id] = String(active.id).split(":");
    const one = items.find(({ record }) => record.id === id);
    const day = over ? String(over.id) : undefined;
    if (!one || !day || !grabbed.current) return;
    const by = daysBetween(grabbed.current, day);
    onMove(one, deed === "end" ? endingAt(one.span, addDays(one.span.end, by)) : movedBy(one.span, by));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      accessibility={{ screenReaderInstructions: { draggable: t("dated.help") } }}
    >
      <div className={style.names} aria-hidden="true">
        {daysFrom(mondays[0] ?? today, 7).map((day) => (
          <span key={day}>{dayWords(day, words.language, { weekday: "short" })}</span>
        ))}
      </div>
      <ol className={style.weeks} data-whole={month === undefined || undefined}>
        {mondays.map((monday) => (
          <WeekRow
            key={monday}
            monday={monday}
            items={items}
            month={month}
            today={today}
            lanes={month === undefined ? Number.POSITIVE_INFINITY : lanesOfMonth}
          />
        ))}
      </ol>
    </DndContext>
  );
}
