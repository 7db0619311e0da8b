import { useDraggable } from "@dnd-kit/core";
import { joinNames } from "@/lib/joinNames";
import { colours } from "../dated/colours";
import { type DatedRecord, useDated } from "../dated/DatedContext";
import { EndGrip } from "../dated/EndGrip";
import style from "./Gantt.module.css";

export type GanttBarProps = {
  readonly one: DatedRecord;
  readonly row: number;
  readonly left: number;
  readonly width: number;
  /** Pixels of a day: bars move by whole days. */
  readonly day: number;
};

/** What stands beside the name in words is drawn here: the keyboard and screen readers use the name's row. */
export function GanttBar({ one, row, left, width, day }: GanttBarProps) {
  const { fields, isWaiting } = useDated();
  const { listeners, setNodeRef, transform, isDragging } = useDraggable({
    id: `move:${one.record.id}`,
    disabled: !fields.movable,
  });
  const single = !fields.end;
  const moved = transform ? Math.round(transform.x / day) * day : 0;
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      aria-hidden="true"
      data-bar={one.record.id}
      data-waiting={isWaiting(one.record.id) || undefined}
      className={joinNames(single ? style.diamond : style.bar, isDragging && style.dragged)}
      style={{
        ...colours(one),
        top: `calc(var(--row) * ${row})`,
        left: single ? left + width / 2 : left,
        ...(single ? {} : { width }),
        transform: `translateX(${moved}px)`,
      }}
      title={`${one.title}: ${one.span.start}${one.span.end === one.span.start ? "" : ` – ${one.span.end}`}`}
    >
      {!single && width > 60 ? <span>{one.title}</span> : null}
      {fields.resizable ? <EndGrip id={one.record.id} /> : null}
    </div>
  );
}
