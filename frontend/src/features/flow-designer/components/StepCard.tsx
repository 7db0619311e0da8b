import { EllipsisVertical } from "lucide-react";
import { memo, type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowCard } from "@/flow-canvas/FlowCard";
import type { CardMark } from "@/flow-canvas/words";
import type { FlowNode } from "@/lib/flowTree/tree";
import { IconButton } from "@/ui/shared/IconButton";
import { type NodeProblem, useDeskPart, useDeskRef } from "../DeskContext";
import type { Line } from "../model/commands";
import { nodeName } from "../model/documents";
import { AddMenu } from "./PlusLine";
import { StepMenu } from "./StepMenu";
import style from "./Tree.module.css";

/** A step on the tree with its menu: draws again only when something about this very step changed. */
export const StepCard = memo(function StepCard({ node }: { readonly node: FlowNode }) {
  const { told, ...shown } = useDeskPart(
    ({ selection, problems, told, trace }) => ({
      told,
      problem: problems.get(node.id)?.[0],
      mark: trace?.marks.get(node.id),
      selected: selection.kind === "node" && selection.id === node.id,
    }),
    (one, other) => one.told === other.told && sameShown(one, other),
  );
  return <Card node={node} line={told.line(node)} {...shown} />;
});

type Shown = {
  readonly problem: NodeProblem | undefined;
  readonly mark: CardMark | undefined;
  readonly selected: boolean;
};

type CardProps = Shown & { readonly node: FlowNode; readonly line: ReactNode };

const sameShown = (one: Shown, other: Shown): boolean =>
  one.selected === other.selected &&
  one.mark === other.mark &&
  one.problem?.key === other.problem?.key &&
  one.problem?.text === other.problem?.text;

const same = (one: CardProps, other: CardProps): boolean =>
  one.node === other.node &&
  sameShown(one, other) &&
  (one.line === other.line || (typeof one.line !== "string" && typeof other.line !== "string"));

const Card = memo(function Card({ node, line, problem, mark, selected }: CardProps) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDeskRef();
  const [menu, setMenu] = useState<HTMLElement>();
  const [lane, setLane] = useState<{ readonly at: readonly Line[]; readonly anchor: HTMLElement }>();
  const select = useCallback((id: string) => desk.current.select({ kind: "node", id }), [desk]);
  return (
    <div className={style.step} data-step={node.id}>
      <FlowCard
        id={node.id}
        type={node.type}
        name={nodeName(node)}
        line={line}
        problem={problem}
        mark={mark}
        selected={selected}
        onSelect={select}
        onContextMenu={(_id, event) => {
          event.preventDefault();
          setMenu(event.currentTarget);
        }}
      />
      <span className={style.menu} data-open={menu ? "" : undefined}>
        <IconButton
          size="small"
          label={t("menu.of", { name: nodeName(node) })}
          icon={<EllipsisVertical />}
          tabIndex={selected ? 0 : -1}
          aria-haspopup="menu"
          aria-expanded={menu !== undefined}
          onClick={(event) => setMenu(event.currentTarget)}
        />
      </span>
      {menu ? (
        <StepMenu
          id={node.id}
          anchor={menu}
          onClose={() => setMenu(undefined)}
          onLane={(at) => setLane({ at, anchor: menu })}
        />
      ) : null}
      {lane ? <AddMenu {...lane} onClose={() => setLane(undefined)} /> : null}
    </div>
  );
}, same);
