/** An entity opened for designing, with what its pages must know of the workspace. */
import { useQuery } from "@tanstack/react-query";
import { appsQuery, entitiesQuery, entityQuery } from "@/api/design";
import type { EntityDocument, EntityName } from "@/api/documents";
import { type DraftShown, drafts } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import type { Session } from "@/designing/sessionTypes";
import { useSession } from "@/designing/useSession";
import type { EntityCommand } from "./model/commands";
import { reduceEntity } from "./model/reduce";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export type OpenedEntity = {
  readonly session: Session<EntityCommand>;
  readonly entityId: string;
  /** Key of the app, as addresses have it. */
  readonly app: string;
  readonly version: number | null;
  readonly entities: readonly EntityName[];
  /** The entity as it runs now; undefined for one that was never published. */
  readonly running: EntityDocument | undefined;
  readonly others: number;
};

export type OpenedAnswer = { readonly opened: OpenedEntity | undefined; readonly problem: unknown };

export function useOpenedEntity(id: string): OpenedAnswer {
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
  const there = draft?.version === null || running.isFetched;
  if (!opened || !draft || !entities.data || !apps.data || !there) return { opened: undefined, problem };
  return {
    opened: {
      session: opened.session,
      entityId: draft.id,
      app: apps.data.find((one) => one.id === draft.app)?.key ?? "",
      version: draft.version,
      entities: entities.data,
      running: running.data,
      others,
    },
    problem,
  };
}
