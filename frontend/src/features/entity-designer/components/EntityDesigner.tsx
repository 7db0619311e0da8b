import { Workflow } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument, EntityName } from "@/api/documents";
import { DropSurface } from "@/designing/drag/DropSurface";
import { fieldOf } from "@/designing/fields/documents";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { Button } from "@/ui/shared/Button";
import { DeskContext, type EntityDesk } from "../DeskContext";
import type { EntityCommand } from "../model/commands";
import type { Selection } from "../model/deeds";
import { type Carried, dropped } from "../model/dropped";
import { optionOf } from "../model/stageDeeds";
import type { EntityParts } from "../parts";
import { useEntityDesk } from "../useEntityDesk";
import { useProblems } from "../useProblems";
import { EntityCanvas, type Sheet } from "./EntityCanvas";
import { Properties } from "./Properties";
import { TypePalette } from "./TypePalette";

export type EntityDesignerProps = {
  readonly session: Session<EntityCommand>;
  readonly entityId: string;
  /** Key of the app, as addresses have it. */
  readonly app: string;
  readonly version: number | null;
  readonly entities: readonly EntityName[];
  readonly running: EntityDocument | undefined;
  readonly others: number;
  readonly parts: EntityParts;
};

export function EntityDesigner(props: EntityDesignerProps) {
  const { session, entityId, others } = props;
  const { t } = useTranslation("entityDesigner");
  const navigate = useNavigate();
  const view = useSessionView(session);
  const [version, setVersion] = useState(props.version);
  const { desk, differences, waiting } = useEntityDesk({ ...props, view, version });
  const { entity } = desk;
  const [pane, setPane] = useState<Pane>("canvas");
  const [sheet, setSheet] = useState<Sheet>("fields");
  const show = (selection: Selection) => {
    if (selection.kind !== "entity") setSheet(selection.kind === "stage" ? "stages" : "fields");
    desk.select(selection);
    setPane("properties");
  };
  const problems = useProblems(desk, show);
  // What nobody can fill in yet needs a form first.
  const form = desk.running?.forms[0] !== undefined;
  return (
    <DeskContext value={desk}>
      <DropSurface<Carried>
        canvas="[data-canvas]"
        sideways={false}
        nameOf={(id) => nameOnCanvas(desk, id)}
        onDrop={(carried, spot) => {
          const command = dropped(entity, carried, spot, desk.names);
          if (!command || !desk.run(command)) return;
          const [made] = command.do === "fields.add" ? command.fields : [];
          if (made) desk.select({ kind: "field", id: made.id });
        }}
      >
        <Designer
          session={session}
          view={view}
          id={entityId}
          backTo={desk.running?.views[0] ? `/a/${props.app}/v/${desk.running.views[0].id}` : "/"}
          differences={differences}
          ahead={[entityId]}
          waiting={waiting}
          others={others}
          addressOf={(made) => `/design/entities/${made}`}
          onPublished={(versions) => setVersion((before) => versions[entityId] ?? before)}
          afterwards={{
            label: t(form ? "published.list" : "published.form"),
            onSelect: () =>
              void navigate(form ? `/r/${entity.key}/new` : `/design/forms/new?entity=${entity.key}`),
          }}
          pane={pane}
          onPane={setPane}
          paneNames={{ palette: t("pane.palette"), canvas: t("pane.canvas") }}
          tools={
            <Button
              icon={<Workflow size={15} />}
              onClick={() => void navigate(`/design/apps/${entity.app}/relations?entity=${entity.id}`)}
            >
              {t("relations.open")}
            </Button>
          }
          palette={<TypePalette onAdded={() => setPane("canvas")} />}
          canvas={
            <EntityCanvas sheet={sheet} onSheet={setSheet} onProperties={() => setPane("properties")} />
          }
          properties={<Properties />}
          problems={problems}
        />
      </DropSurface>
    </DeskContext>
  );
}

function nameOnCanvas({ entity }: EntityDesk, id: string): string {
  const field = fieldOf(entity, id);
  if (field) return field.name;
  const gate = entity.gates?.find((one) => one.stages.some((stage) => stage.option === id));
  return gate ? optionOf(entity, gate, id).name : id;
}
