import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GanttLayoutDocument } from "@/api/documents";
import { fieldAt } from "@/features/records/model/fields";
import { addDays, type Day, dayNow, dayWords } from "@/lib/days";
import { EmptyState } from "@/ui/shared/EmptyState";
import { Skeleton } from "@/ui/shared/Skeleton";
import { DatedFrame } from "../dated/DatedFrame";
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
  const month = (day: Day) => dayWords(day, words.language, { year: "numeric", month: "short" });
  return (
    <DatedFrame
      dated={dated}
      start={layout.start}
      title={`${month(first)} – ${month(last)}`}
      choices={scales}
      shows={shows}
      onShows={choose}
      onStep={(by) => setAnchor((day) => addDays(day, by * step))}
      onToday={() => setAnchor(today)}
    >
      {!dated.records ? <Skeleton lines={8} /> : null}
      {dated.records?.length === 0 ? <EmptyState title={t("gantt.none")} hint={t("gantt.noneHint")} /> : null}
      {dated.items.length > 0 ? (
        <div className={style.scroller}>
          <GanttChart items={dated.items} first={first} scale={shows} after={after} today={today} />
        </div>
      ) : null}
    </DatedFrame>
  );
}
