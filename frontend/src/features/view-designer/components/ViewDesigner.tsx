import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { appsQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { DeskContext } from "../DeskContext";
import type { ViewCommand } from "../model/commands";
import type { ViewDesignerParts } from "../parts";
import { useProblems } from "../useProblems";
import { useViewDesk } from "../useViewDesk";
import { FieldsPanel } from "./FieldsPanel";
import { ViewPreview } from "./ViewPreview";
import { ViewProperties } from "./ViewProperties";

export type ViewDesignerProps = {
  readonly session: Session<ViewCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly entity: EntityDocument;
  readonly others: number;
  readonly parts: ViewDesignerParts;
};

export function ViewDesigner(props: ViewDesignerProps) {
  const { session, id, others } = props;
  const { t } = useTranslation("viewDesigner");
  const navigate = useNavigate();
  const view = useSessionView(session);
  const [version, setVersion] = useState(props.version);
  const { desk, differences, ahead, waiting } = useViewDesk({ ...props, view, version });
  const { data: apps } = useQuery(appsQuery);
  const [pane, setPane] = useState<Pane>("canvas");
  const problems = useProblems(desk, setPane);
  const app = apps?.find((one) => one.id === desk.draft.app)?.key;
  const home = app ? `/a/${app}` : "/";
  const place = app ? `${home}/v/${id}` : "/";
  return (
    <DeskContext value={desk}>
      <Designer
        session={session}
        view={view}
        id={id}
        differences={differences}
        ahead={ahead}
        waiting={waiting}
        problems={problems}
        others={others}
        addressOf={(other) => `/design/views/${other}`}
        backTo={version === null ? home : place}
        onPublished={(versions) => setVersion(versions[id] ?? version)}
        afterwards={{ label: t("open"), onSelect: () => void navigate(place) }}
        paneNames={{ palette: t("pane.fields"), canvas: t("pane.preview"), properties: t("pane.settings") }}
        pane={pane}
        onPane={setPane}
        palette={<FieldsPanel />}
        canvas={<ViewPreview />}
        properties={<ViewProperties />}
      />
    </DeskContext>
  );
}
