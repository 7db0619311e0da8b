import { useCallback, useEffect, useState } from "react";
import type { CalendarLayoutDocument } from "@/api/documents";
import { addDays, addMonths, type Day, dayNow, dayWords, monthStart, weekStart, weeksOf } from "@/lib/days";
import { Skeleton } from "@/ui/shared/Skeleton";
import { DatedFrame } from "../dated/DatedFrame";
import { useDatedLayout } from "../dated/useDatedLayout";
import { useNarrow } from "../dated/useNarrow";
import type { LayoutProps } from "../layout";
import { Agenda } from "./Agenda";
import { CalendarWeeks } from "./CalendarWeeks";

const choices = ["month", "week"] as const;
type Shows = (typeof choices)[number];

export function CalendarLayout(props: LayoutProps) {
  const { view, words, onArranged, onDesign } = props;
  const layout = view.layout as CalendarLayoutDocument;
  const today = dayNow(words.zone);
  const [anchor, setAnchor] = useState<Day>(today);
  const [shows, setShows] = useState<Shows>(layout.shows ?? "month");
  const narrow = useNarrow();
  useEffect(() => setShows(layout.shows ?? "month"), [layout.shows]);
  const choose = (next: Shows) => {
    setShows(next);
    onDesign?.({ ...layout, shows: next });
  };
  useEffect(() => onArranged({ ...layout, shows }), [onArranged, layout, shows]);
  const mondays = shows === "month" ? weeksOf(anchor) : [weekStart(anchor)];
  const first = mondays[0] ?? anchor;
  const last = addDays(mondays.at(-1) ?? anchor, 6);
  const dated = useDatedLayout({ props, layout, first, last });
  const step = useCallback(
    (by: -1 | 1) =>
      setAnchor((day) => (shows === "month" ? addMonths(monthStart(day), by) : addDays(day, 7 * by))),
    [shows],
  );
  return (
    <DatedFrame
      dated={dated}
      start={layout.start}
      title={titleOf(shows, anchor, first, last, words.language)}
      choices={choices}
      shows={shows}
      onShows={choose}
      onStep={step}
      onToday={() => setAnchor(today)}
    >
      {!dated.records ? (
        <Skeleton lines={8} />
      ) : narrow ? (
        <Agenda items={dated.items} first={first} last={last} today={today} />
      ) : (
        <CalendarWeeks
          items={dated.items}
          mondays={mondays}
          month={shows === "month" ? monthStart(anchor).slice(0, 7) : undefined}
          today={today}
        />
      )}
    </DatedFrame>
  );
}

function titleOf(shows: Shows, anchor: Day, first: Day, last: Day, language: string): string {
  if (shows === "month") return dayWords(anchor, language, { year: "numeric", month: "long" });
  const [from, to] = [first, last].map((day) => dayWords(day, language, { month: "short", day: "numeric" }));
  return `${dayWords(anchor, language, { year: "numeric" })} ${from} – ${to}`;
}
