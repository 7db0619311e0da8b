import { useTranslation } from "react-i18next";
import { type FlowGraph, type FlowNode, portsOf } from "@/lib/flowTree/tree";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import { StatusTag } from "@/ui/shared/StatusTag";
import { drawingOf } from "./drawing";
import { portName } from "./ports";
import { type FlowTrace, type FlowWords, markTones, portKey } from "./words";

export type FlowListProps = {
  readonly graph: FlowGraph;
  readonly words: FlowWords;
  readonly trace?: FlowTrace | undefined;
  readonly onSelect: (id: string) => void;
};

/** The same flow as a list, for those who do not see drawings: each step, who acts there, where it leads. */
export function FlowList({ graph, words, trace, onSelect }: FlowListProps) {
  const { t } = useTranslation("flowCanvas");
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const targets = new Map((graph.edges ?? []).map((edge) => [portKey(edge), edge.target]));
  const name = (node: FlowNode) => String(node.name ?? node.id);
  const ways = (node: FlowNode) =>
    portsOf(node).flatMap((port) => {
      const target = nodes.get(targets.get(portKey({ source: node.id, port })) ?? "");
      return target ? [{ port, target }] : [];
    });
  return (
    <PlainTable
      label={t("list.title")}
      rows={readingOrder(graph)}
      rowKey={(node) => node.id}
      columns={[
        {
          key: "name",
          title: t("list.step"),
          show: (node) => (
            <Button look="quiet" size="small" onClick={() => onSelect(node.id)}>
              {name(node)}
            </Button>
          ),
        },
        {
          key: "type",
          title: t("list.type"),
          show: (node) => t(`type.${node.type}`, { defaultValue: node.type }),
        },
        {
          key: "line",
          title: t("list.what"),
          show: (node) => (
            <>
              {words.line?.(node)} {words.problem?.(node)?.text}
            </>
          ),
        },
        {
          key: "to",
          title: t("list.to"),
          show: (node) => (
            <ul>
              {ways(node).map(({ port, target }) => (
                <li key={port}>
                  {port ? <>{words.edge?.(node, port) ?? portName(t, node, port)} → </> : "→ "}
                  {name(target)}
                </li>
              ))}
              {ways(node).length === 0 ? <li>{t("end")}</li> : null}
            </ul>
          ),
        },
        ...(trace
          ? [
              {
                key: "mark",
                title: t("list.state"),
                show: (node: FlowNode) => {
                  const mark = trace.marks.get(node.id);
                  return mark ? (
                    <StatusTag plain tone={markTones[mark.state]}>
                      {mark.word ?? t(`mark.${mark.state}`)}
                    </StatusTag>
                  ) : null;
                },
              },
            ]
          : []),
      ]}
    />
  );
}

/** From top to bottom and from left to right, as the drawing is read. */
function readingOrder(graph: FlowGraph): readonly FlowNode[] {
  const { boxes } = drawingOf(graph, { tall: () => false, labelled: () => false }).layout;
  const place = (node: FlowNode) => boxes.get(node.id) ?? { x: 0, y: 0 };
  return [...graph.nodes].sort(
    (one, other) => place(one).y - place(other).y || place(one).x - place(other).x,
  );
}
