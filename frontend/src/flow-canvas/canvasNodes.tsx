/** What React Flow places: cards, the mark where the flow begins, the marks where its paths end. */
import { Handle, type Node, type NodeProps, Position, type ReactFlowState, useStore } from "@xyflow/react";
import { Flag, MoreVertical } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FlowNode } from "@/lib/flowTree/tree";
import { IconButton } from "@/ui/shared/IconButton";
import { useCanvas } from "./CanvasContext";
import style from "./FlowCanvas.module.css";
import { FlowCard } from "./FlowCard";
import { openPorts, portName } from "./ports";
import type { CardMark, CardProblem } from "./words";

export type CardNode = Node<
  {
    readonly node: FlowNode;
    readonly line?: ReactNode;
    readonly problem?: CardProblem | undefined;
    readonly mark?: CardMark | undefined;
    readonly picked: boolean;
    readonly inTabOrder: boolean;
  },
  "card"
>;
export type StartNode = Node<{ readonly text: ReactNode }, "start">;
export type EndNode = Node<Record<string, never>, "end">;
export type DrawnNode = CardNode | StartNode | EndNode;

/** Seen from further away a card has no grips: they could not be hit, and hundreds of them would be drawn at once. */
const NEAR = 0.4;
const isNear = ({ transform: [, , zoom] }: ReactFlowState): boolean => zoom >= NEAR;

const Card = memo(function Card({ id, data }: NodeProps<CardNode>) {
  const { deeds, editable } = useCanvas();
  const near = useStore(isNear);
  const { node } = data;
  const name = String(node.name ?? node.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: tells where the pointer is; the card inside is the button
    <div
      className={style.node}
      onPointerEnter={() => deeds.focused(id)}
      onPointerLeave={() => deeds.focused(undefined)}
      onFocus={() => deeds.focused(id)}
    >
      <FlowCard
        id={id}
        type={node.type}
        name={name}
        line={data.line}
        problem={data.problem}
        mark={data.mark}
        selected={data.picked}
        inTabOrder={data.inTabOrder}
        onSelect={deeds.select}
        onKeyDown={deeds.press}
        onContextMenu={deeds.contextMenu}
      />
      {editable && near ? <Grips id={id} node={node} name={name} /> : null}
    </div>
  );
});

type GripsProps = { readonly id: string; readonly node: FlowNode; readonly name: string };

/** The menu of a card and the points that lines are drawn from and to. */
function Grips({ id, node, name }: GripsProps) {
  const { t } = useTranslation("flowCanvas");
  const { graph, deeds } = useCanvas();
  return (
    <>
      <Handle type="target" position={Position.Top} className={style.target} isConnectableStart={false} />
      <IconButton
        className={style.more}
        size="small"
        tabIndex={-1}
        label={t("menu.of", { name })}
        icon={<MoreVertical />}
        aria-haspopup="menu"
        onClick={(event) => deeds.openMenu(id, event.currentTarget)}
      />
      {openPorts(graph, node).map((port, place, all) => (
        <Handle
          key={port}
          id={`port:${port}`}
          type="source"
          position={Position.Bottom}
          className={style.port}
          style={{ left: `${((place + 1) / (all.length + 1)) * 100}%` }}
          isConnectableEnd={false}
          title={t("drag", { port: portName(t, node, port) })}
        />
      ))}
    </>
  );
}

const Start = memo(function Start({ data }: NodeProps<StartNode>) {
  return (
    <div className={style.start}>
      <Flag size={14} aria-hidden="true" />
      <span>{data.text}</span>
    </div>
  );
});

const End = memo(function End() {
  const { t } = useTranslation("flowCanvas");
  return <div className={style.end}>{t("end")}</div>;
});

export const NODE_TYPES = { card: Card, start: Start, end: End };
