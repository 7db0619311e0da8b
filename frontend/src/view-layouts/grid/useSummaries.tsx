import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, GridLayoutDocument } from "@/api/documents";
import { records } from "@/api/records";
import { type Entities, fieldByKey } from "@/features/records/model/fields";
import type { CellWords } from "@/field-cells/cell";
import { cellOf } from "@/field-cells/cells";
import type { Condition } from "@/lib/condition/condition";
import type { MenuItem } from "@/ui/shared/Menu";
import style from "./GridLayout.module.css";
import { measured, measuresOf, offered, type Summaries, summariesOf, withSummary } from "./summaries";

export type SummaryNeeds = {
  readonly document: GridLayoutDocument;
  readonly entity: EntityDocument;
  readonly entities: Entities;
  readonly filter: Condition | undefined;
  readonly revision: number;
  readonly words: CellWords;
  /** Takes what is chosen, so that the document says it; without it the choice is the reader's for the moment. */
  readonly onSummaries: ((summaries: Summaries) => void) | undefined;
};

/** The line below the rows: exact, counted by the server over everything that the filter leaves. */
export function useSummaries(needs: SummaryNeeds) {
  const { document, entity, entities, filter, revision, words, onSummaries } = needs;
  const { t } = useTranslation("records");
  const [chosen, setChosen] = useState<Summaries>(() => summariesOf(document, entity, entities));
  const summaries = useMemo(
    () => (onSummaries ? summariesOf(document, entity, entities) : chosen),
    [onSummaries, document, entity, entities, chosen],
  );
  const choose = onSummaries ?? setChosen;
  const keys = measured(summaries);
  const { data } = useQuery({
    queryKey: ["records", entity.key, "summaries", filter, summaries, revision],
    queryFn: ({ signal }) =>
      records.groups(entity.key, { filter, groups: [], measures: measuresOf(summaries) }, signal),
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
  });
  const footers = useMemo<Readonly<Record<string, ReactNode>> | undefined>(() => {
    if (keys.length === 0) return undefined;
    const measures = data?.rows[0]?.measures;
    const shown = keys.map((key, index) => {
      const summary = summaries[key] ?? "count";
      const field = fieldByKey(entity, key);
      const value = measures?.[`m${index}`] ?? null;
      const text =
        summary === "count" || !field ? String(value ?? "…") : cellOf(field).toText(value, field, words);
      const cell = (
        <>
          <small>{t(`summary.${summary}`)}</small>
          <strong className={style.total}>{measures ? text : "…"}</strong>
        </>
      );
      return [key, cell] as const;
    });
    return Object.fromEntries(shown);
  }, [keys, data, summaries, entity, words, t]);
  const items = useCallback(
    (column: string): readonly MenuItem[] => {
      const field = fieldByKey(entity, column);
      const choices = field ? offered({ key: column, field, linked: false }) : [];
      return choices.map((summary) => ({
        key: summary,
        label: t("summary.of", { summary: t(`summary.${summary}`) }),
        checked: summaries[column] === summary,
        onSelect: () =>
          choose(withSummary(summaries, column, summaries[column] === summary ? undefined : summary)),
      }));
    },
    [entity, summaries, choose, t],
  );
  return { summaries, footers, items } as const;
}
