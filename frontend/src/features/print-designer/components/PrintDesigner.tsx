import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { appsQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { DropSurface } from "@/designing/drag/DropSurface";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { DeskContext } from "../DeskContext";
import type { PrintCommand } from "../model/commands";
import { addBlock, moveBlock, type NewBlock } from "../model/deeds";
import { blockOf } from "../model/documents";
import { usePrintDesk } from "../usePrintDesk";
import { useProblems } from "../useProblems";
import { BlockPalette } from "./BlockPalette";
import { Canvas } from "./Canvas";
import { Properties } from "./Properties";

export type PrintDesignerProps = {
  readonly session: Session<PrintCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly entity: EntityDocument;
  readonly others: number;
};

/** What is dragged: a block of the page, or one that the palette offers. */
export type Carried = { readonly placed: string } | { readonly fresh: NewBlock };

export function PrintDesigner(props: PrintDesignerProps) {
  const { session, id, entity, others } = props;
  const { t } = useTranslation("printDesigner");
  const view = useSessionView(session);
  const [version, setVersion] = useState(props.version);
  const { desk, differences, ahead, waiting } = usePrintDesk({ session, view, id, version, entity });
  const { data: apps } = useQuery(appsQuery);
  const [pane, setPane] = useState<Pane>("canvas");
  const problems = useProblems(desk, () => setPane("properties"));
  const { print, run, select, blockName, sample } = desk;
  const name = (block: string) => {
    const found = blockOf(print, block);
    return found ? blockName(found) : "";
  };
  const add = (block: NewBlock, before: string | null) => {
    const command = addBlock(print, block, before, t(`block.${block.type}`));
    if (run(command)) select(command.block.id);
  };
  const app = apps?.find((one) => one.id === print.app)?.key;
  return (
    <DeskContext value={desk}>
      <DropSurface<Carried>
        canvas="[data-paper]"
        sideways={false}
        nameOf={name}
        onDrop={(carried, { before }) => {
          if ("fresh" in carried) add(carried.fresh, before);
          else if (before !== carried.placed)
            run(moveBlock(print, carried.placed, before, name(carried.placed)));
        }}
      >
        <Designer
          session={session}
          view={view}
          id={id}
          differences={differences}
          ahead={ahead}
          waiting={waiting}
          problems={problems}
          others={others}
          addressOf={(other) => `/design/prints/${other}`}
          backTo={sample ? `/r/${entity.key}/${sample}` : app ? `/a/${app}` : "/"}
          onPublished={(versions) => setVersion(versions[id] ?? version)}
          paneNames={{ palette: t("pane.blocks"), canvas: t("pane.paper"), properties: t("pane.settings") }}
          pane={pane}
          onPane={setPane}
          palette={<BlockPalette onAdd={add} />}
          canvas={<Canvas />}
          properties={<Properties />}
        />
      </DropSurface>
    </DeskContext>
  );
}
