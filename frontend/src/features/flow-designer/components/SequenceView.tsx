import { Fragment, memo } from "react";
import { useTranslation } from "react-i18next";
import { useDeskPart, useDeskRef } from "../DeskContext";
import { nodeName, nodeOf } from "../model/documents";
import type { DrawnSequence } from "../model/drawn";
import { BlockView } from "./BlockView";
import { PlusLine } from "./PlusLine";
import { StepCard } from "./StepCard";
import style from "./Tree.module.css";

export type SequenceViewProps = {
  readonly sequence: DrawnSequence;
  /** What stands above the first line, in words. */
  readonly after: string;
  /** A lane whose path goes on after its block: its last line reaches down to it. */
  readonly meets?: boolean;
};

/** Steps under each other, a plus on every line, and where the path goes in the end. */
export const SequenceView = memo(function SequenceView({
  sequence,
  after,
  meets = false,
}: SequenceViewProps) {
  const { steps, entry, exit, out } = sequence;
  const last = (index: number) => meets && index === steps.length;
  return (
    <div className={style.sequence}>
      <PlusLine at={entry} after={after} last={last(0)} />
      {steps.map((step, index) => (
        <Fragment key={step.node.id}>
          <StepCard node={step.node} />
          <BlockView step={step} />
          {step.join ? (
            <div className={style.join}>
              <StepCard node={step.join} />
            </div>
          ) : null}
          {step.exit.length > 0 ? (
            <PlusLine at={step.exit} after={nodeName(step.join ?? step.node)} last={last(index + 1)} />
          ) : null}
        </Fragment>
      ))}
      {exit.length > 0 && !meets ? <PathEnd out={out} /> : null}
    </div>
  );
});

/** Where a path ends, or goes on elsewhere. */
function PathEnd({ out }: Pick<DrawnSequence, "out">) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDeskRef();
  const to = typeof out === "string" ? undefined : out.to;
  const name = useDeskPart(
    ({ flow }) => nodeName((to === undefined ? undefined : nodeOf(flow, to)) ?? { id: to ?? "", type: "" }),
    Object.is,
  );
  if (out === "end") return <span className={style.end}>{t("tree.end")}</span>;
  if (out === "next") return null;
  return (
    <button
      type="button"
      className={style.jump}
      onClick={() => desk.current.select({ kind: "node", id: out.to })}
    >
      {t("tree.jump", { name })}
    </button>
  );
}
