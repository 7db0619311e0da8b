import { ClipboardPaste, Plus } from "lucide-react";
import { memo, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { NodeIcon } from "@/flow-canvas/NodeIcon";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import { MovingContext, useDesk, useDeskRef } from "../DeskContext";
import type { Line } from "../model/commands";
import { mayEnd, moveStepTo } from "../model/deeds";
import { type NodeTypeName, nodeTypes } from "../model/members";
import style from "./Tree.module.css";

export type PlusLineProps = {
  readonly at: readonly Line[];
  readonly after: string;
  readonly last: boolean;
};

/** A line between two steps, with the plus that puts a further one on it. */
export const PlusLine = memo(function PlusLine({ at, after, last }: PlusLineProps) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDeskRef();
  const moving = useContext(MovingContext);
  const [open, setOpen] = useState<HTMLElement>();
  const move = moving ? moveStepTo(desk.current, moving, at) : undefined;
  const put = () => {
    if (desk.current.run(move)) desk.current.setMoving(undefined);
  };
  return (
    <div className={style.line} data-last={last || undefined}>
      {moving ? (
        move ? (
          <button type="button" className={style.here} onClick={put}>
            {t("plus.here", { name: after })}
          </button>
        ) : null
      ) : (
        <button
          type="button"
          className={style.plus}
          data-plus={at.map((line) => `${line.source ?? ""}:${line.port}`).join(" ")}
          aria-label={t("plus.after", { name: after })}
          title={t("plus.after", { name: after })}
          aria-haspopup="menu"
          aria-expanded={open !== undefined}
          onClick={(event) => setOpen(event.currentTarget)}
        >
          <Plus size={14} aria-hidden="true" />
        </button>
      )}
      {open ? <AddMenu at={at} anchor={open} onClose={() => setOpen(undefined)} /> : null}
    </div>
  );
});

export type AddMenuProps = {
  readonly at: readonly Line[];
  readonly anchor: HTMLElement;
  /** Joins can be put here by themselves: on the canvas, where their parallel step is chosen afterwards. */
  readonly joins?: boolean;
  readonly onClose: () => void;
};

/** The types that may stand on these lines; in the tree a join comes with its parallel step. */
export function AddMenu({ at, anchor, joins = false, onClose }: AddMenuProps) {
  const { t } = useTranslation(["flowDesigner", "flowCanvas"]);
  const desk = useDesk();
  const forked = joins && desk.flow.nodes.some((node) => node.type === "parallel");
  const fits = (type: NodeTypeName) => (type === "join" ? forked : type !== "stop" || mayEnd(desk, at));
  const offered = nodeTypes.filter(fits);
  const item = (type: NodeTypeName): MenuItem => ({
    key: type,
    label: t(`flowCanvas:type.${type}`),
    icon: <NodeIcon type={type} />,
    onSelect: () => desk.add(type, at),
  });
  const paste: MenuItem = {
    key: "paste",
    label: t("flowDesigner:plus.paste"),
    icon: <ClipboardPaste />,
    shortcut: "Ctrl V",
    onSelect: () => desk.paste(at),
  };
  return (
    <Menu
      label={t("flowDesigner:plus.menu")}
      anchor={anchor}
      onClose={onClose}
      items={[...offered.map(item), ...(desk.copied ? (["line", paste] as const) : [])]}
    />
  );
}
