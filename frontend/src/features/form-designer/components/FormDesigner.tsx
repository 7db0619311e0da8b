import { Eye, PencilRuler } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument, EntityName } from "@/api/documents";
import { DropSurface } from "@/designing/drag/DropSurface";
import type { DropSpot } from "@/designing/drag/spots";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { Button } from "@/ui/shared/Button";
import { DeskContext, DeskRefContext, type FormDesk } from "../DeskContext";
import type { FormCommand } from "../model/commands";
import { type Carried, drop } from "../model/deeds";
import { labelOf } from "../model/documents";
import type { DesignerParts } from "../parts";
import { useFormDesk } from "../useFormDesk";
import { useProblems } from "../useProblems";
import { Canvas } from "./Canvas";
import { Palette } from "./Palette";
import { Properties } from "./Properties";
import { TryPanel } from "./TryPanel";

export type FormDesignerProps = {
  readonly session: Session<FormCommand>;
  readonly formId: string;
  readonly entityId: string;
  readonly versions: Readonly<Record<string, number | null>>;
  readonly entities: readonly EntityName[];
  /** The entity as it runs now. */
  readonly running: EntityDocument | undefined;
  readonly others: number;
  readonly parts: DesignerParts;
};

export function FormDesigner(props: FormDesignerProps) {
  const { session, formId, entityId, others } = props;
  const { t } = useTranslation("designing");
  const navigate = useNavigate();
  const view = useSessionView(session);
  const [versions, setVersions] = useState(props.versions);
  const { desk, differences, ahead, waiting } = useFormDesk({ ...props, view, versions });
  const latest = useRef(desk);
  latest.current = desk;
  const [pane, setPane] = useState<Pane>("canvas");
  const [trying, setTrying] = useState(false);
  const problems = useProblems(desk, () => setPane("properties"));

  const runs = `/r/${desk.entity.key}/new?form=${formId}`;
  return (
    <DeskContext value={desk}>
      <DeskRefContext value={latest}>
        <DropSurface<Carried>
          canvas="[data-canvas]"
          nameOf={(id) => labelOf(desk.form, desk.entity, id)}
          onDrop={(carried, spot) => dropped(desk, carried, spot)}
        >
          <Designer
            session={session}
            view={view}
            id={formId}
            backTo={versions[entityId] === null ? "/" : runs}
            differences={differences}
            ahead={ahead}
            waiting={waiting}
            others={others}
            addressOf={(made) => `/design/forms/${made}`}
            onPublished={(made) => setVersions((before) => ({ ...before, ...made }))}
            afterwards={{ label: t("publish.open"), onSelect: () => void navigate(runs) }}
            pane={pane}
            onPane={setPane}
            tools={
              <Button
                icon={trying ? <PencilRuler size={15} /> : <Eye size={15} />}
                aria-pressed={trying}
                onClick={() => setTrying((on) => !on)}
              >
                {t(trying ? "try.leave" : "try.enter")}
              </Button>
            }
            palette={<Palette onAdded={() => setPane("canvas")} />}
            canvas={<Canvas />}
            properties={<Properties />}
            instead={trying ? <TryPanel /> : undefined}
            problems={problems}
          />
        </DropSurface>
      </DeskRefContext>
    </DeskContext>
  );
}

/** What was dropped is selected. */
function dropped(desk: FormDesk, carried: Carried, spot: DropSpot) {
  const command = drop(desk, carried, spot, desk.names);
  if (!command || !desk.run(command)) return;
  const ids = command.do === "fields.place" ? command.places.map((place) => place.field) : undefined;
  const moved = carried.kind === "placed" ? [carried.field] : undefined;
  desk.select({ kind: "fields", ids: ids ?? moved ?? [] });
}
