import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityName } from "@/api/documents";
import { type Published, versionQuery } from "@/designing/api";
import { type EntityDraft, entityOf } from "@/designing/fields/documents";
import { sameDocument } from "@/designing/model/canonical";
import { DesignerFrame, type Pane } from "@/designing/parts/DesignerFrame";
import { PublishDialog } from "@/designing/parts/PublishDialog";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { useToast } from "@/ui-phone/toastContext";
import type { EntityCommand } from "../model/commands";
import { diagramOf } from "../model/diagram";
import { entityDifferences } from "../model/differences";
import type { EntityParts } from "../parts";
import { useRun } from "../useRun";
import { EntityList } from "./EntityList";
import { LinkDialog } from "./LinkDialog";
import { LinkPanel, type Shown } from "./LinkPanel";
import { RelationDiagram } from "./RelationDiagram";

export type RelationDesignerProps = {
  readonly session: Session<EntityCommand>;
  readonly app: { readonly id: string; readonly key: string; readonly name: string };
  readonly versions: Readonly<Record<string, number | null>>;
  readonly entities: readonly EntityName[];
  /** The entity from which somebody came. */
  readonly first: string | undefined;
  readonly others: number;
  readonly designerOf: EntityParts["designerOf"];
};

/** All entities of an app and the links between them: a picture and the same as a list. */
export function RelationDesigner(props: RelationDesignerProps) {
  const { session, app, entities, first, others } = props;
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const client = useQueryClient();
  const toast = useToast();
  const view = useSessionView(session);
  const run = useRun(session);
  const [versions, setVersions] = useState(props.versions);
  const [shown, setShown] = useState<Shown | undefined>(first ? { kind: "entity", id: first } : undefined);
  const [pane, setPane] = useState<Pane>("canvas");
  const [linking, setLinking] = useState<{ readonly from: string; readonly to: string | undefined }>();
  const [publishing, setPublishing] = useState(false);
  const drafts = useMemo(
    () => Object.keys(view.workbench).flatMap((id) => entityOf(view.workbench, id) ?? []),
    [view.workbench],
  );
  const diagram = useMemo(
    () => diagramOf(drafts, (id) => entities.find((one) => one.id === id)?.name ?? id),
    [drafts, entities],
  );
  const running = useQueries({
    queries: drafts.map((one) => versionQuery(one.id, versions[one.id] ?? null)),
  });
  const waiting = running.some((one) => one.data === undefined);
  const ahead = drafts.filter((one, at) => !sameDocument(running[at]?.data ?? null, one));
  const differences = waiting
    ? []
    : drafts.flatMap((one, at) => entityDifferences((running[at]?.data ?? null) as EntityDraft | null, one));
  const published = async ({ versions: made }: Published) => {
    setVersions((before) => ({ ...before, ...made }));
    await client.invalidateQueries({ queryKey: ["design"] });
    toast.show({ text: t("designing:publish.done") });
  };
  const show = (next: Shown) => {
    setShown(next);
    setPane("properties");
  };
  return (
    <>
      <DesignerFrame
        session={session}
        view={view}
        name={t("relations.of", { name: app.name })}
        backTo={first ? `/design/entities/${first}` : `/a/${app.key}`}
        ahead={differences.length}
        others={others}
        onPublish={() => setPublishing(true)}
        onSaveCopy={session.flush}
        pane={pane}
        onPane={setPane}
        paneNames={{ palette: t("relations.list"), canvas: t("relations.picture") }}
        palette={<EntityList app={app.id} diagram={diagram} shown={shown} onShow={show} />}
        canvas={
          <RelationDiagram
            diagram={diagram}
            shown={shown}
            onShow={show}
            onLink={(from, to) => setLinking({ from, to })}
          />
        }
        properties={
          <LinkPanel
            diagram={diagram}
            drafts={drafts}
            shown={shown}
            onShow={show}
            onRun={run}
            designerOf={props.designerOf}
            onLink={(from) => setLinking({ from, to: undefined })}
          />
        }
      />
      {linking ? (
        <LinkDialog
          {...linking}
          drafts={drafts}
          entities={entities}
          onClose={() => setLinking(undefined)}
          onMade={(command) => {
            const [made] = command.fields;
            if (run(command) && made) show({ kind: "link", id: `${command.entity}.${made.id}` });
          }}
        />
      ) : null}
      {publishing && !waiting ? (
        <PublishDialog
          ids={ahead.map((one) => one.id)}
          differences={differences}
          flush={session.flush}
          onClose={() => setPublishing(false)}
          onPublished={published}
        />
      ) : null}
    </>
  );
}
