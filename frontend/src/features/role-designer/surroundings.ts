/** What a role speaks of: the entities, buttons and pages of its app, and the other roles to compare it with. */
import { queryOptions } from "@tanstack/react-query";
import { drafts } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import type { DesignDocument } from "@/designing/model/workbench";
import type { Named } from "./model/deeds";
import { grantsOf, type RoleDraft } from "./model/documents";

export type Surroundings = {
  readonly entities: readonly EntityDraft[];
  readonly buttons: readonly (Named & { readonly entity: string })[];
  readonly pages: readonly Named[];
  readonly roles: readonly RoleDraft[];
};

type FlowDraft = DesignDocument & { readonly entity?: string; readonly trigger?: { readonly on?: string } };

const pageKinds: ReadonlySet<string> = new Set(["view", "dashboard", "form"]);

async function read(role: RoleDraft): Promise<Surroundings> {
  const { objects } = await drafts.list(role.app);
  const ids = (kind: string) => objects.filter((one) => one.kind === kind).map((one) => one.id);
  const documents = async <T extends DesignDocument>(wanted: readonly string[]) =>
    (await Promise.all(wanted.map((id) => drafts.read(id)))).map((one) => one.document as T);
  // A role may speak of entities of other apps too.
  const elsewhere = grantsOf(role).map((grant) => grant.entity);
  const [entities, flows, roles] = await Promise.all([
    documents<EntityDraft>([...new Set([...ids("entity"), ...elsewhere])]),
    documents<FlowDraft>(ids("flow")),
    documents<RoleDraft>(ids("role").filter((id) => id !== role.id)),
  ]);
  return {
    entities,
    buttons: flows.flatMap(({ id, name, entity, trigger }) =>
      trigger?.on === "button" && entity ? [{ id, name, entity }] : [],
    ),
    pages: objects.filter((one) => pageKinds.has(one.kind)).map(({ id, name }) => ({ id, name })),
    roles,
  };
}

export const surroundingsQuery = (role: RoleDraft) =>
  queryOptions({ queryKey: ["design", "around-role", role.id], queryFn: () => read(role) });
