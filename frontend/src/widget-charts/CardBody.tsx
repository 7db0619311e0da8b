import { Suspense } from "react";
import { ProblemBoundary } from "@/ui/shared/ProblemBoundary";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import grid from "./grid.module.css";
import { type WidgetAnswer, WidgetContent, type WidgetContentProps } from "./WidgetContent";

export type CardBodyProps = Omit<WidgetContentProps, "answer"> & {
  /** Undefined while it is asked for. */
  readonly answer: WidgetAnswer | undefined;
  /** Why nothing came, where nothing did. */
  readonly problem: unknown;
  readonly onRetry: () => void;
};

/** The inside of a card: waiting, refused, broken or there. */
export function CardBody({ answer, problem, onRetry, ...content }: CardBodyProps) {
  const { widget } = content;
  return (
    <div className={grid.cardBody} tabIndex={widget.type === "kpi" ? undefined : 0}>
      <ProblemBoundary place={widget.id}>
        <Suspense fallback={<Skeleton block={80} />}>
          {answer ? <WidgetContent {...content} answer={answer} /> : null}
          {!answer && problem ? <ProblemNotice problem={problem} onRetry={onRetry} /> : null}
          {!answer && !problem ? <Skeleton block={widget.type === "kpi" ? 34 : 160} /> : null}
        </Suspense>
      </ProblemBoundary>
    </div>
  );
}
