import { Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowCanvas } from "@/flow-canvas/FlowCanvas";
import { useDesk, useDeskRef } from "../DeskContext";
import { removeNode, setTarget } from "../model/canvasDeeds";
import type { Line } from "../model/commands";
import { AddMenu } from "./PlusLine";
import style from "./Tree.module.css";
import { TriggerWords } from "./TriggerWords";

/** The same flow as a drawing: here ways may lead anywhere, also back. */
export function CanvasView() {
  const desk = useDesk();
  const { flow, told, problems, trace, selection, select, run } = desk;
  const words = useMemo(
    () => ({
      line: told.line,
      problem: (node: { readonly id: string }) => problems.get(node.id)?.[0],
      edge: (node: Parameters<typeof told.lane>[0], port: string): ReactNode =>
        node.type === "condition" || node.type === "parallel" ? told.lane(node, port) : undefined,
    }),
    [told, problems],
  );
  const edit = useMemo(() => ({ Plus: CanvasPlus }), []);
  return (
    <FlowCanvas
      graph={flow}
      words={words}
      start={<TriggerWords />}
      trace={trace}
      selected={
        selection.kind === "node" ? selection.id : selection.kind === "branch" ? selection.node : undefined
      }
      onSelect={(id) => select(id === undefined ? { kind: "flow" } : { kind: "node", id })}
      onOpen={(id) => desk.edit({ kind: "node", id })}
      edit={{
        ...edit,
        onRemove: (id) => run(removeNode(desk, id)),
        onConnect: (source, port, target) => run(setTarget(desk, source, port, target)),
        onDisconnect: (source, port) => run(setTarget(desk, source, port, null)),
      }}
    />
  );
}

/** The plus on a line of the drawing. */
function CanvasPlus({ source, port }: { readonly source: string | null; readonly port: string }) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDeskRef();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const at: readonly Line[] = [{ source, port }];
  const node = desk.current.flow.nodes.find((one) => one.id === source);
  const name = node ? String(node.name) : t("tree.start");
  return (
    <>
      <button
        type="button"
        className={style.plus}
        aria-label={t("plus.after", { name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Plus size={14} aria-hidden="true" />
      </button>
      {anchor ? <AddMenu at={at} anchor={anchor} joins onClose={() => setAnchor(undefined)} /> : null}
    </>
  );
}
