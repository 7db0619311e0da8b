import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import style from "./Dated.module.css";
import { DatedBar, type DatedBarProps } from "./DatedBar";
import { DatedContext } from "./DatedContext";
import { SpanDialog } from "./SpanDialog";
import type { useDatedLayout } from "./useDatedLayout";

export type DatedFrameProps<S extends string> = Omit<DatedBarProps<S>, "count" | "shown" | "more"> & {
  readonly dated: ReturnType<typeof useDatedLayout>;
  /** The path of the field that the layout begins with: named where the reader has no such field. */
  readonly start: string;
  readonly children: ReactNode;
};

/** What stands around records on days: where in time the reader is, and the dialog that moves one by typing. */
export function DatedFrame<S extends string>({ dated, start, children, ...bar }: DatedFrameProps<S>) {
  const { t } = useTranslation("layouts");
  const { deeds, asked } = dated;
  if (!deeds) return <ProblemNotice problem={new Error(start)} />;
  if (dated.problem) return <ProblemNotice problem={dated.problem} onRetry={dated.retry} />;
  return (
    <DatedContext value={deeds}>
      <div className={style.place}>
        <DatedBar {...bar} count={dated.count} shown={dated.items.length} more={dated.more} />
        {children}
        {asked ? (
          <SpanDialog
            title={t("dated.ask", { title: asked.title })}
            span={asked.span}
            startName={deeds.fields.start.field.name}
            endName={deeds.fields.end?.field.name}
            onSpan={(span) => deeds.onMove(asked, span)}
            onClose={dated.onAnswered}
          />
        ) : null}
      </div>
    </DatedContext>
  );
}
