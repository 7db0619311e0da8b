import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StatusTag } from "@/ui/shared/StatusTag";
import style from "./FlowCard.module.css";
import { NodeIcon } from "./NodeIcon";
import { type CardMark, type CardProblem, markTones } from "./words";

export type FlowCardProps = {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Line 2: who acts, or what happens, in words. */
  readonly line?: ReactNode;
  /** The first thing that is wrong with the node. */
  readonly problem?: CardProblem | undefined;
  /** Where a run or a trial stands with the node. */
  readonly mark?: CardMark | undefined;
  readonly selected?: boolean;
  /** In a group of cards only one is reached by Tab; arrows lead to the others. */
  readonly inTabOrder?: boolean;
  readonly onSelect?: ((id: string) => void) | undefined;
  readonly onKeyDown?: ((id: string, event: KeyboardEvent<HTMLButtonElement>) => void) | undefined;
  readonly onContextMenu?: ((id: string, event: MouseEvent<HTMLButtonElement>) => void) | undefined;
};

/** A node as the tree, the canvas and the page of a run draw it: icon and name, who, what is wrong. */
export const FlowCard = memo(function FlowCard(props: FlowCardProps) {
  const { id, type, name, line, problem, mark, selected = false, inTabOrder = true } = props;
  const { t } = useTranslation("flowCanvas");
  return (
    <button
      type="button"
      className={style.card}
      data-card={id}
      data-mark={mark?.state}
      data-problem={problem?.tone}
      aria-pressed={props.onSelect ? selected : undefined}
      tabIndex={inTabOrder ? 0 : -1}
      onClick={() => props.onSelect?.(id)}
      onKeyDown={(event) => props.onKeyDown?.(id, event)}
      onContextMenu={(event) => props.onContextMenu?.(id, event)}
    >
      <span className={style.head}>
        <span className={style.icon} data-type={type}>
          <NodeIcon type={type} />
        </span>
        <span className={style.name}>{name}</span>
        {line ? <span className="visually-hidden">{t(`type.${type}`, { defaultValue: type })}</span> : null}
        {mark ? (
          <StatusTag plain tone={markTones[mark.state]}>
            {mark.word ?? t(`mark.${mark.state}`)}
          </StatusTag>
        ) : null}
      </span>
      <span className={style.line}>{line ?? t(`type.${type}`, { defaultValue: type })}</span>
      {problem ? (
        <span className={style.problem} data-tone={problem.tone}>
          <TriangleAlert size={12} aria-hidden="true" />
          <span>{problem.text}</span>
        </span>
      ) : null}
    </button>
  );
});
