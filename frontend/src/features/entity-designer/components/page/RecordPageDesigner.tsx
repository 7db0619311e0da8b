import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { DropSurface } from "@/designing/drag/DropSurface";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import { useSessionView } from "@/designing/useSession";
import type { PageSelection } from "../../model/pageDeeds";
import { type Carried, pageDropped } from "../../model/pageDropped";
import { blockOf, pageOf } from "../../model/recordPage";
import { PageDeskContext } from "../../PageDeskContext";
import type { PageParts } from "../../pageParts";
import type { OpenedEntity } from "../../useOpenedEntity";
import { usePageDeskOf } from "../../usePageDesk";
import { usePageProblems } from "../../usePageProblems";
import { useSamples } from "../../useSamples";
import { BlockPalette } from "./BlockPalette";
import { PageCanvas } from "./PageCanvas";
import { PageProperties } from "./PageProperties";

export type RecordPageDesignerProps = OpenedEntity & { readonly parts: PageParts };

export function RecordPageDesigner(props: RecordPageDesignerProps) {
  const { session, entityId, running, app, others } = props;
  // The steps of this reducer are told in the texts of the entity designer.
  const { t } = useTranslation(["pageDesigner", "entityDesigner"]);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const view = useSessionView(session);
  const [version, setVersion] = useState(props.version);
  const [pane, setPane] = useState<Pane>("canvas");
  const samples = useSamples(running, search.get("record") ?? undefined);
  const { desk, differences, waiting } = usePageDeskOf({ ...props, view, version, sample: samples.chosen });
  const { entity } = desk;
  const show = (selection: PageSelection) => {
    desk.select(selection);
    setPane("properties");
  };
  const problems = usePageProblems(desk, show);
  const here = samples.chosen && running ? `/r/${running.key}/${samples.chosen}` : undefined;
  const nameOnCanvas = (id: string) => {
    const block = blockOf(pageOf(entity), id);
    return block ? desk.nameOf(block) : desk.factName(id);
  };
  return (
    <PageDeskContext value={desk}>
      <DropSurface<Carried>
        canvas="[data-page]"
        nameOf={nameOnCanvas}
        onDrop={(carried, spot) => {
          const command = pageDropped(entity, carried, spot);
          if (!command || !desk.run(command)) return;
          if (command.do === "page.addBlock") desk.select({ kind: "block", id: command.block.id });
          if (command.do === "page.addFact") desk.select({ kind: "fact", id: command.field });
        }}
      >
        <Designer
          session={session}
          view={view}
          id={entityId}
          backTo={here ?? (running?.views[0] ? `/a/${app}/v/${running.views[0].id}` : "/")}
          differences={differences}
          ahead={[entityId]}
          waiting={waiting}
          others={others}
          addressOf={(made) => `/design/pages/${made}`}
          onPublished={(versions) => setVersion((before) => versions[entityId] ?? before)}
          {...(here ? { afterwards: { label: t("published"), onSelect: () => void navigate(here) } } : {})}
          pane={pane}
          onPane={setPane}
          paneNames={{ palette: t("pane.palette"), canvas: t("pane.canvas") }}
          palette={<BlockPalette onAdded={() => setPane("canvas")} />}
          canvas={<PageCanvas samples={samples} onProperties={() => setPane("properties")} />}
          properties={<PageProperties />}
          problems={problems}
        />
      </DropSurface>
    </PageDeskContext>
  );
}
