import { memo } from "react";
import { useTranslation } from "react-i18next";
import { isBranching } from "@/lib/flowTree/tree";
import { useDeskRef } from "../DeskContext";
import { addBranch } from "../model/branchDeeds";
import type { DrawnStep } from "../model/drawn";
import { blockOf } from "../model/measure";
import { BranchHead } from "./BranchHead";
import { SequenceView } from "./SequenceView";
import style from "./Tree.module.css";

/** The ways that leave a step, side by side; lines meet again where their paths do. */
export const BlockView = memo(function BlockView({ step }: { readonly step: DrawnStep }) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDeskRef();
  const block = blockOf(step);
  if (!block) return null;
  const { node } = step;
  return (
    <>
      <span className={style.stem} />
      {isBranching(node) ? (
        <span className={style.more}>
          <button
            type="button"
            className={style.addBranch}
            onClick={() => desk.current.run(addBranch(desk.current, node.id, desk.current.names.branch))}
          >
            {t("branch.add")}
          </button>
        </span>
      ) : null}
      {isBranching(node) ? <span className={style.stem} /> : null}
      <div className={style.block} style={{ width: block.width }}>
        <span className={`${style.across} ${style.fork}`} style={block.fork} />
        {block.columns.map((column) => (
          <div key={column.port} className={style.column} style={{ width: column.width }}>
            {column.lane ? (
              <>
                <BranchHead node={node} port={column.port} />
                <SequenceView
                  sequence={column.lane}
                  after={t(`port.${column.port}`, { defaultValue: t("branch.one") })}
                  meets={column.meets}
                />
              </>
            ) : (
              <>
                <span className={style.word}>{t(`port.${column.port || "onward"}`)}</span>
                <span className={style.straight} />
              </>
            )}
          </div>
        ))}
        {block.meet ? <span className={`${style.across} ${style.meet}`} style={block.meet} /> : null}
      </div>
    </>
  );
});
