/** What calendar and gantt share: their fields, their records on days, and moving them. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarLayoutDocument, GanttLayoutDocument } from "@/api/documents";
import { type FieldAtPath, fieldAt, titleOfRecord } from "@/features/records/model/fields";
import { shownPaths } from "@/features/records/model/layoutPaths";
import type { Day } from "@/lib/days";
import { accentOf, fieldsAt } from "../cardFields";
import type { LayoutProps } from "../layout";
import type { DatedDeeds, DatedRecord } from "./DatedContext";
import { type Span, spanFields, spanOf, timeOf } from "./spans";
import { useDatedRecords } from "./useDatedRecords";
import { useSpanMoves } from "./useSpanMoves";

type Needs = {
  readonly props: LayoutProps;
  readonly layout: CalendarLayoutDocument | GanttLayoutDocument;
  readonly first: Day;
  readonly last: Day;
  /** Asked for beside what is shown. */
  readonly beside?: string | undefined;
  readonly limit?: number;
};

export function useDatedLayout({ props, layout, first, last, beside, limit }: Needs) {
  const { entity, entities, words, onOpen } = props;
  const { t } = useTranslation("records");
  const [asked, setAsked] = useState<DatedRecord>();
  const { fields, facts, color, others } = useMemo(() => {
    const shown = fieldsAt(shownPaths(layout), entity, entities).filter(({ key }) => key !== entity.title);
    const colored = layout.color ? fieldAt(entity, entities, layout.color) : undefined;
    const extra = beside ? fieldAt(entity, entities, beside) : undefined;
    const all = [...shown, colored, extra].filter((one): one is FieldAtPath => one !== undefined);
    return {
      fields: spanFields(layout, entity, entities),
      facts: shown,
      color: colored,
      others: all,
    };
  }, [layout, entity, entities, beside]);
  const limited = limit === undefined ? {} : { limit };
  const found = useDatedRecords({ ...props, fields, others, first, last, ...limited });
  const moves = useSpanMoves(props, fields);
  const refocus = useRef<string>(undefined);
  useEffect(() => {
    const id = refocus.current;
    refocus.current = undefined;
    if (id) document.querySelector<HTMLElement>(`[data-record="${id}"]`)?.focus();
  });
  const items = useMemo(
    () =>
      (found.records ?? []).flatMap((read): readonly DatedRecord[] => {
        const record = moves.shown(read);
        const span = fields && spanOf(record, fields, words.zone);
        if (!fields || !span) return [];
        const title = titleOfRecord(entity, record) || t("untitled");
        const time = timeOf(record, fields, words.zone);
        return [{ record, span, title, time, accent: accentOf(record, color) }];
      }),
    [found.records, moves.shown, fields, words.zone, entity, color, t],
  );
  const deeds: DatedDeeds | undefined = fields && {
    fields,
    facts,
    words,
    isWaiting: moves.isWaiting,
    onOpen,
    onMove: (one: DatedRecord, to: Span) => {
      refocus.current = one.record.id;
      moves.move(one.record, to);
    },
    onAsk: setAsked,
  };
  return { ...found, items, deeds, asked, onAnswered: () => setAsked(undefined) };
}
