import { Spline, Trash2, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FlowGraph } from "@/lib/flowTree/tree";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import type { CanvasEditing } from "./CanvasContext";
import { openPorts, portName } from "./ports";
import { portKey } from "./words";

export type CardMenuProps = {
  readonly graph: FlowGraph;
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly edit: CanvasEditing;
  /** The next card that is chosen becomes the target of this port. */
  readonly onLink: (port: string) => void;
  readonly onClose: () => void;
};

/** All that dragging from a card does, by clicks. */
export function CardMenu({ graph, id, anchor, edit, onLink, onClose }: CardMenuProps) {
  const { t } = useTranslation("flowCanvas");
  const node = graph.nodes.find((one) => one.id === id);
  if (!node) return null;
  const used = new Set((graph.edges ?? []).map(portKey));
  const further = edit.menu?.(id) ?? [];
  const items: MenuItem[] = [
    ...further,
    ...(further.length > 0 ? (["line"] as const) : []),
    ...openPorts(graph, node).map(
      (port): MenuItem => ({
        key: `link.${port}`,
        label: t("menu.link", { port: portName(t, node, port) }),
        icon: <Spline />,
        onSelect: () => onLink(port),
      }),
    ),
    ...openPorts(graph, node)
      .filter((port) => used.has(portKey({ source: id, port })))
      .map(
        (port): MenuItem => ({
          key: `unlink.${port}`,
          label: t("menu.unlink", { port: portName(t, node, port) }),
          icon: <Unplug />,
          onSelect: () => edit.onDisconnect(id, port),
        }),
      ),
    "line",
    {
      key: "remove",
      label: t("menu.remove"),
      shortcut: "Del",
      icon: <Trash2 />,
      danger: true,
      onSelect: () => edit.onRemove(id),
    },
  ];
  return (
    <Menu
      label={t("menu.of", { name: String(node.name ?? id) })}
      anchor={anchor}
      onClose={onClose}
      items={items}
    />
  );
}
