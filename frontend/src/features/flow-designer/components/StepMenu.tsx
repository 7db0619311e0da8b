import { Copy, CornerDownRight, Files, GitBranch, PencilLine, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStepItems } from "@/designing/parts/useStepItems";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import { useDesk } from "../DeskContext";
import { freePorts } from "../model/branchDeeds";
import type { Line } from "../model/commands";
import { moveStep, stepOf } from "../model/deeds";
import { nodeName, nodeOf } from "../model/documents";

export type StepMenuProps = {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  /** Begins a way that leaves the step here. */
  readonly onLane: (at: readonly Line[]) => void;
};

/** All that can be done to a step, by clicks. */
export function StepMenu({ id, anchor, onClose, onLane }: StepMenuProps) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const node = nodeOf(desk.flow, id);
  const drawn = stepOf(desk, id);
  const isJoin = drawn?.join?.id === id;
  const up = isJoin ? undefined : moveStep(desk, id, -1);
  const down = isJoin ? undefined : moveStep(desk, id, 1);
  const steps = useStepItems(desk.run, up, down);
  if (!node) return null;
  const items: MenuItem[] = [
    {
      key: "edit",
      label: t("menu.edit"),
      shortcut: "Enter",
      icon: <PencilLine />,
      onSelect: () => desk.edit({ kind: "node", id }),
    },
    ...freePorts(desk, id).map(
      (port): MenuItem => ({
        key: `port.${port}`,
        label: t(`menu.lane.${port}`),
        icon: <GitBranch />,
        onSelect: () => onLane([{ source: id, port }]),
      }),
    ),
    "line",
    { key: "copy", label: t("menu.copy"), shortcut: "Ctrl C", icon: <Copy />, onSelect: () => desk.copy(id) },
    {
      key: "double",
      label: t("menu.double"),
      shortcut: "Ctrl D",
      icon: <Files />,
      disabled: isJoin || !drawn || drawn.exit.length === 0,
      onSelect: () => desk.double(id),
    },
    ...steps,
    {
      key: "move",
      label: t("menu.move"),
      icon: <CornerDownRight />,
      disabled: isJoin,
      onSelect: () => desk.setMoving(id),
    },
    "line",
    {
      key: "remove",
      label: t("menu.remove"),
      shortcut: "Del",
      icon: <Trash2 />,
      danger: true,
      onSelect: () => desk.remove(drawn?.node.id ?? id),
    },
  ];
  return (
    <Menu label={t("menu.of", { name: nodeName(node) })} anchor={anchor} onClose={onClose} items={items} />
  );
}
