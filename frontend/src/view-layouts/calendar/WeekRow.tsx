import { useDraggable, useDroppable } from "@dnd-kit/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Day, daysFrom, dayWords } from "@/lib/days";
import { joinNames } from "@/lib/joinNames";
import { Popover } from "@/ui/shared/Popover";
import { colours } from "../dated/colours";
import { DatedChip } from "../dated/DatedChip";
import { type DatedRecord, useDated } from "../dated/DatedContext";
import { EndGrip } from "../dated/EndGrip";
import { hiddenOn, lanesOf, type Placed } from "../dated/weekLanes";
import style from "./Calendar.module.css";

export type WeekRowProps = {
  readonly monday: Day;
  readonly items: readonly DatedRecord[];
  readonly month: string | undefined;
  readonly today: Day;
  /** Chips under each other that are drawn; the others are counted. */
  readonly lanes: number;
};

export function WeekRow({ monday, items, month, today, lanes }: WeekRowProps) {
  const placed = lanesOf(items, monday);
  const used = Math.min(lanes, 1 + Math.max(-1, ...placed.map((one) => one.lane)));
  return (
    <li className={style.week} style={{ "--lanes": Number.isFinite(lanes) ? lanes : used } as object}>
      {daysFrom(monday, 7).map((day, column) => (
        <DayCell
          key={day}
          day={day}
          column={column}
          aside={month !== undefined && !day.startsWith(month)}
          now={day === today}
          hidden={hiddenOn(placed, column, lanes)}
          items={items}
        />
      ))}
      {placed
        .filter((one) => one.lane < lanes)
        .map((one) => (
          <WeekChip key={one.item.record.id} placed={one} week={monday} facts={month === undefined} />
        ))}
    </li>
  );
}

type DayCellProps = {
  readonly day: Day;
  readonly column: number;
  readonly aside: boolean;
  readonly now: boolean;
  readonly hidden: number;
  readonly items: readonly DatedRecord[];
};

function DayCell({ day, column, aside, now, hidden, items }: DayCellProps) {
  const { t } = useTranslation("layouts");
  const { words } = useDated();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { setNodeRef, isOver } = useDroppable({ id: day });
  const whole = dayWords(day, words.language, { month: "long", day: "numeric", weekday: "long" });
  return (
    <>
      <div
        ref={setNodeRef}
        data-day={day}
        className={joinNames(style.day, aside && style.aside, isOver && style.over)}
        style={{ gridColumn: column + 1 }}
      >
        <time
          dateTime={day}
          className={now ? style.now : style.number}
          aria-current={now ? "date" : undefined}
        >
          <span aria-hidden="true">{Number(day.slice(8))}</span>
          <span className="visually-hidden">{whole}</span>
        </time>
      </div>
      {hidden > 0 ? (
        <button
          type="button"
          className={style.rest}
          style={{ gridColumn: column + 1 }}
          aria-haspopup="dialog"
          aria-label={t("calendar.restOf", { day: whole, count: hidden })}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {t("calendar.rest", { count: hidden })}
        </button>
      ) : null}
      {anchor ? (
        <Popover label={whole} anchor={anchor} onClose={() => setAnchor(undefined)}>
          <ul className={style.list}>
            {items
              .filter(({ span }) => span.start <= day && span.end >= day)
              .map((one) => (
                <li key={one.record.id} className={style.chip} style={colours(one)}>
                  <DatedChip one={one} facts />
                </li>
              ))}
          </ul>
        </Popover>
      ) : null}
    </>
  );
}

type WeekChipProps = {
  readonly placed: Placed<DatedRecord>;
  readonly week: Day;
  readonly facts: boolean;
};

function WeekChip({ placed, week, facts }: WeekChipProps) {
  const { item, column, columns, lane, fromBefore, goesOn } = placed;
  const { fields } = useDated();
  const { listeners, setNodeRef, transform, isDragging } = useDraggable({
    id: `move:${item.record.id}:${week}`,
    disabled: !fields.movable,
  });
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      className={joinNames(style.chip, isDragging && style.dragged)}
      data-before={fromBefore || undefined}
      data-on={goesOn || undefined}
      data-facts={facts || undefined}
      style={{
        ...colours(item),
        gridColumn: `${column + 1} / span ${columns}`,
        gridRow: lane + 2,
        ...(transform ? { transform: `translate(${transform.x}px, ${transform.y}px)` } : {}),
      }}
    >
      <DatedChip one={item} facts={facts} />
      {fields.resizable && !goesOn ? <EndGrip id={item.record.id} /> : null}
    </div>
  );
}
