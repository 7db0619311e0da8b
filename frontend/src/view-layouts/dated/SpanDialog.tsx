import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay } from "@/lib/days";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { DateField } from "@/ui-phone/DateField";
import style from "./Dated.module.css";
import type { Span } from "./spans";

export type SpanDialogProps = {
  readonly title: string;
  readonly span: Span;
  readonly startName: string;
  /** Undefined where the record has no end to change. */
  readonly endName: string | undefined;
  readonly onSpan: (span: Span) => void;
  readonly onClose: () => void;
};

/** The same as dragging, by typing: where a record begins and ends. */
export function SpanDialog({ title, span, startName, endName, onSpan, onClose }: SpanDialogProps) {
  const { t } = useTranslation(["layouts", "common"]);
  const [start, setStart] = useState(span.start);
  const [end, setEnd] = useState(span.end);
  const last = endName ? end : start;
  const wrong = !isDay(start) || !isDay(last) || last < start;
  const save = () => {
    onSpan({ start, end: last });
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button look="primary" disabled={wrong} onClick={save}>
            {t("layouts:dated.put")}
          </Button>
        </>
      }
    >
      <div className={style.dialog}>
        <DateField label={startName} value={start} onChange={(day) => setStart(day ?? "")} />
        {endName ? <DateField label={endName} value={end} onChange={(day) => setEnd(day ?? "")} /> : null}
        {last < start ? <p className={style.wrong}>{t("layouts:dated.endsBefore")}</p> : null}
      </div>
    </Dialog>
  );
}
