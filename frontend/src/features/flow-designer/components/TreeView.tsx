import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "@/ui/page/Notice";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { isEmpty } from "../model/deeds";
import { nodeName, nodeOf } from "../model/documents";
import { Presets } from "./Presets";
import { SequenceView } from "./SequenceView";
import style from "./Tree.module.css";
import { TriggerWords } from "./TriggerWords";
import { useTreeKeys } from "./useTreeKeys";

export type TreeViewProps = { readonly onCanvas: () => void };

/** The flow from top to bottom as people read it; what a tree cannot say is said, and offered on the canvas. */
export function TreeView({ onCanvas }: TreeViewProps) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const { flow, tree, noTree, selection, select, moving } = desk;
  const surface = useRef<HTMLDivElement>(null);
  const keys = useTreeKeys(surface);
  // A wide tree begins to the left of the window; its trunk is what people look for first.
  useEffect(() => {
    surface.current?.querySelector("[data-start]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, []);
  const at = noTree ? nodeOf(flow, noTree.node) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the cards and heads inside
    <div ref={surface} className={style.surface} onKeyDown={keys}>
      {noTree ? (
        <div className={style.notices}>
          <Notice
            tone="info"
            action={
              <Button size="small" onClick={onCanvas}>
                {t("tree.toCanvas")}
              </Button>
            }
          >
            {t(`tree.why.${noTree.why}`, { name: at ? nodeName(at) : noTree.node })}
          </Notice>
        </div>
      ) : null}
      {moving ? (
        <div className={style.notices}>
          <Notice
            tone="info"
            action={
              <Button size="small" look="quiet" onClick={() => desk.setMoving(undefined)}>
                {t("tree.stopMoving")}
              </Button>
            }
          >
            {t("tree.moving", { name: nodeName(nodeOf(flow, moving) ?? { id: moving, type: "" }) })}
          </Notice>
        </div>
      ) : null}
      {isEmpty(flow) ? <Presets /> : null}
      {tree ? (
        <div className={style.inner}>
          <button
            type="button"
            className={style.start}
            aria-pressed={selection.kind === "flow"}
            data-start=""
            onClick={() => select({ kind: "flow" })}
          >
            <TriggerWords />
          </button>
          <SequenceView sequence={tree.main} after={t("tree.start")} />
          {tree.endings.map((ending) => (
            <section key={ending.steps[0]?.node.id} className={style.ending}>
              <p className={style.shared}>
                {t("tree.shared", { name: nodeName(ending.steps[0]?.node ?? { id: "", type: "" }) })}
              </p>
              <SequenceView sequence={ending} after={t("tree.start")} />
            </section>
          ))}
        </div>
      ) : null}
    </div>
  );
}
