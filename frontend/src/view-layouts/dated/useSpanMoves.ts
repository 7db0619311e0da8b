/** Puts records on other days: shown at once, written under the version that was seen, taken back with one click. */
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Changes, type RecordValues, records } from "@/api/records";
import { titleOfRecord } from "@/features/records/model/fields";
import { useToast } from "@/ui-phone/toastContext";
import type { LayoutProps } from "../layout";
import { noOverlay, overlaid, withoutPending, withPending } from "./overlay";
import { formerValues, type Span, type SpanFields, spanChanges } from "./spans";

export type SpanMoves = {
  /** The record as it will be. */
  readonly shown: (record: RecordValues) => RecordValues;
  readonly isWaiting: (id: string) => boolean;
  readonly move: (record: RecordValues, to: Span) => void;
};

type Needs = Pick<LayoutProps, "entity" | "words" | "onWritten" | "onRefused">;

export function useSpanMoves(needs: Needs, fields: SpanFields | undefined): SpanMoves {
  const { entity, words, onWritten, onRefused } = needs;
  const { t } = useTranslation(["layouts", "records"]);
  const toast = useToast();
  const [overlay, setOverlay] = useState(noOverlay);
  const write = useCallback(
    async (record: RecordValues, changes: Changes): Promise<number | undefined> => {
      setOverlay((before) => withPending(before, record.id, { changes, version: undefined }));
      try {
        const { version } = await records.change(entity.key, record.id, changes, record.version);
        setOverlay((before) => withPending(before, record.id, { changes, version }));
        onWritten();
        return version;
      } catch (problem) {
        setOverlay((before) => withoutPending(before, record.id));
        onRefused(problem, record.id);
        return undefined;
      }
    },
    [entity.key, onWritten, onRefused],
  );
  const shown = useCallback((record: RecordValues) => overlaid(overlay, record), [overlay]);
  const isWaiting = (id: string) => overlay.has(id) && overlay.get(id)?.version === undefined;
  const move = (seen: RecordValues, to: Span) => {
    if (!fields || isWaiting(seen.id)) return;
    const record = overlaid(overlay, seen);
    const changes = spanChanges(record, fields, to, words.zone);
    if (Object.keys(changes).length === 0) return;
    const former = formerValues(record, changes);
    void write(record, changes).then((version) => {
      if (version === undefined) return;
      const title = titleOfRecord(entity, record) || t("records:untitled");
      const days = to.start === to.end ? to.start : t("layouts:dated.range", { from: to.start, to: to.end });
      toast.show({
        text: t("layouts:dated.moved", { title, days }),
        milliseconds: 8000,
        action: {
          label: t("layouts:dated.undo"),
          onSelect: () => void write({ ...record, version }, former),
        },
      });
    });
  };
  return { shown, isWaiting, move };
}
