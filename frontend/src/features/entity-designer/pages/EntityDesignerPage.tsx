import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { appsQuery, entitiesQuery, entityQuery } from "@/api/design";
import { type DraftShown, drafts } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useSession } from "@/designing/useSession";
import { Skeleton } from "@/ui/shared/Skeleton";
import { EntityDesigner } from "../components/EntityDesigner";
import { reduceEntity } from "../model/reduce";
import type { EntityParts } from "../parts";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export function EntityDesignerPage(parts: EntityParts) {
  const { entity: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceEntity });
  const entities = useQuery(entitiesQuery);
  const apps = useQuery(appsQuery);
  const draft = opened?.loaded[0];
  const key = (draft?.document as EntityDraft | undefined)?.key;
  // An entity that was never published answers nothing here; its draft says all there is.
  const running = useQuery({
    ...entityQuery(key ?? ""),
    enabled: key !== undefined && draft?.version !== null,
    retry: false,
  });
  if (problem) return <NotOpened problem={problem} />;
  const ready =
    opened && draft && entities.data && apps.data && (draft.version === null || running.isFetched);
  if (!ready) return <Skeleton lines={8} />;
  return (
    <EntityDesigner
      key={draft.id}
      session={opened.session}
      entityId={draft.id}
      app={apps.data.find((one) => one.id === draft.app)?.key ?? ""}
      version={draft.version}
      entities={entities.data}
      running={running.data}
      others={others}
      parts={parts}
    />
  );
}
