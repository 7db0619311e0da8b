import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarLayoutDocument } from "@/api/documents";
import { addDays, addMonths, type Day, dayNow, dayWords, monthStart, weekStart, weeksOf } from "@/lib/days";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { DatedBar } from "../dated/DatedBar";
import { DatedContext } from "../dated/DatedContext";
import { SpanDialog } from "../dated/SpanDialog";
import { useDatedLayout } from "../dated/useDatedLayout";
import { useNarrow } from "../dated/useNarrow";
import type { LayoutProps } from "../layout";
import { Agenda } from "./Agenda";
import style from "./Calendar.module.css";
import { CalendarWeeks } from "./CalendarWeeks";

const choices = ["month", "week"] as const;
type Shows = (typeof choices)[number];

export function CalendarLayout(props: LayoutProps) {
  const { view, words, onArranged, onDesign } = props;
  const { t } = useTranslation("layouts");
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
  const { deeds } = dated;
  if (!deeds) return <ProblemNotice problem={new Error(layout.start)} />;
  if (dated.problem) return <ProblemNotice problem={dated.problem} onRetry={dated.retry} />;
  return (
    <DatedContext value={deeds}>
      <div className={style.place}>
        <DatedBar
          title={titleOf(shows, anchor, first, last, words.language)}
          choices={choices}
          shows={shows}
          onShows={choose}
          onStep={step}
          onToday={() => setAnchor(today)}
          count={dated.count}
          shown={dated.items.length}
          more={dated.more}
        />
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
        {dated.asked ? (
          <SpanDialog
            title={t("dated.ask", { title: dated.asked.title })}
            span={dated.asked.span}
            startName={deeds.fields.start.field.name}
            endName={deeds.fields.end?.field.name}
            onSpan={(span) => dated.asked && deeds.onMove(dated.asked, span)}
            onClose={dated.onAnswered}
          />
        ) : null}
      </div>
    </DatedContext>
  );
}

function titleOf(shows: Shows, anchor: Day, first: Day, last: Day, language: string): string {
  if (shows === "month") return dayWords(anchor, language, { year: "numeric", month: "long" });
  const [from, to] = [first, last].map((day) => dayWords(day, language, { month: "short", day: "numeric" }));
  return `${dayWords(anchor, language, { year: "numeric" })} ${from} – ${to}`;
}
