import { useTranslation } from "react-i18next";
import { type Day, daysBetween, daysFrom, dayWords } from "@/lib/days";
import { EmptyState } from "@/ui/shared/EmptyState";
import { colours } from "../dated/colours";
import { DatedChip } from "../dated/DatedChip";
import { type DatedRecord, useDated } from "../dated/DatedContext";
import style from "./Calendar.module.css";

export type AgendaProps = {
  readonly items: readonly DatedRecord[];
  readonly first: Day;
  readonly last: Day;
  readonly today: Day;
};

/** The same days as a list, where a month does not fit: each record on the first of its days. */
export function Agenda({ items, first, last, today }: AgendaProps) {
  const { t } = useTranslation("layouts");
  const { words } = useDated();
  const days = daysFrom(first, daysBetween(first, last) + 1)
    .map((day) => ({
      day,
      on: items.filter(({ span }) => (span.start < first ? first : span.start) === day && span.end >= day),
    }))
    .filter(({ on }) => on.length > 0);
  if (days.length === 0) return <EmptyState title={t("calendar.none")} hint={t("calendar.noneHint")} />;
  return (
    <ol className={style.agenda}>
      {days.map(({ day, on }) => (
        <li key={day}>
          <h3 aria-current={day === today ? "date" : undefined}>
            {dayWords(day, words.language, { month: "long", day: "numeric", weekday: "long" })}
          </h3>
          <ul className={style.list}>
            {on.map((one) => (
              <li key={one.record.id} className={style.chip} style={colours(one)}>
                <DatedChip one={one} facts days />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
