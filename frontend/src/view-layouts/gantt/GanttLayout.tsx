import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GanttLayoutDocument } from "@/api/documents";
import { fieldAt } from "@/features/records/model/fields";
import { addDays, type Day, dayNow, dayWords } from "@/lib/days";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { DatedBar } from "../dated/DatedBar";
import { DatedContext } from "../dated/DatedContext";
import { SpanDialog } from "../dated/SpanDialog";
import { useDatedLayout } from "../dated/useDatedLayout";
import type { LayoutProps } from "../layout";
import style from "./Gantt.module.css";
import { GanttChart } from "./GanttChart";
import { measures, type Scale, scales } from "./scale";

/** Rows that are drawn; further ones are told of. */
const mostRows = 200;

export function GanttLayout(props: LayoutProps) {
  const { view, entity, entities, words, onArranged, onDesign } = props;
  const { t } = useTranslation("layouts");
  const layout = view.layout as GanttLayoutDocument;
  const today = dayNow(words.zone);
  const [anchor, setAnchor] = useState<Day>(today);
  const [shows, setShows] = useState<Scale>(layout.shows ?? "week");
  useEffect(() => setShows(layout.shows ?? "week"), [layout.shows]);
  const choose = (next: Scale) => {
    setShows(next);
    onDesign?.({ ...layout, shows: next });
  };
  useEffect(() => onArranged({ ...layout, shows }), [onArranged, layout, shows]);
  const { begin, days, step } = measures[shows];
  const first = begin(anchor);
  const last = addDays(first, days - 1);
  const beside = layout.after ?? undefined;
  const dated = useDatedLayout({ props, layout, first, last, beside, limit: mostRows });
  const after = useMemo(
    () => (beside ? fieldAt(entity, entities, beside)?.key : undefined),
    [beside, entity, entities],
  );
  const { deeds } = dated;
  if (!deeds) return <ProblemNotice problem={new Error(layout.start)} />;
  if (dated.problem) return <ProblemNotice problem={dated.problem} onRetry={dated.retry} />;
  const month = (day: Day) => dayWords(day, words.language, { year: "numeric", month: "short" });
  return (
    <DatedContext value={deeds}>
      <div className={style.place}>
        <DatedBar
          title={`${month(first)} – ${month(last)}`}
          choices={scales}
          shows={shows}
          onShows={choose}
          onStep={(by) => setAnchor((day) => addDays(day, by * step))}
          onToday={() => setAnchor(today)}
          count={dated.count}
          shown={dated.items.length}
          more={dated.more}
        />
        {!dated.records ? <Skeleton lines={8} /> : null}
        {dated.records?.length === 0 ? (
          <EmptyState title={t("gantt.none")} hint={t("gantt.noneHint")} />
        ) : null}
        {dated.items.length > 0 ? (
          <div className={style.scroller}>
            <GanttChart items={dated.items} first={first} scale={shows} after={after} today={today} />
          </div>
        ) : null}
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
