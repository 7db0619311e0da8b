/** What a flow's own principal must be allowed, told by what its steps do; flows list it, nobody gets it silently. */
import type { EntityDocument, EntityName } from "@/api/documents";
import type { FlowNode } from "@/lib/flowTree/tree";
import { isObject, type JsonObject } from "@/lib/json";
import { type FlowDraft, member, type TimeoutStep } from "./documents";

export type Grant = {
  readonly entity: string;
  readonly scope: { readonly rows: string };
  readonly fields: Readonly<Record<string, string>>;
  readonly actions?: readonly string[];
};

type Known = {
  readonly entity: EntityDocument;
  readonly entities: readonly EntityName[];
};

const everybody = { rows: "all" } as const;

/** Steps after a button or a form that was sent in act for whoever did it: nothing has to be listed for them. */
const actsForCaller = (flow: FlowDraft): boolean => ["button", "form_submitted"].includes(flow.trigger.on);

/** The entity that a path of links leads to from the run's record; only one link deep is known here. */
function linkedEntity({ entity, entities }: Known, link: string): string | undefined {
  const key = entity.fields.find((field) => field.id === link)?.entity_key;
  return entities.find((one) => one.key === key)?.id;
}

export function neededRights(flow: FlowDraft, known: Known): readonly Grant[] {
  if (actsForCaller(flow)) return [];
  const written = flow.nodes.flatMap((node) => writes(flow, node, known));
  const read = templates(flow).flatMap((text) => reads(text, known));
  return merged([...written, ...read]);
}

function writes(flow: FlowDraft, node: FlowNode, known: Known): Grant[] {
  const write = (entity: string | undefined, action: string, values: object): Grant[] => {
    const fields = Object.fromEntries(Object.keys(values).map((id) => [id, "write"]));
    if (entity === undefined) return [];
    return [{ entity, scope: everybody, fields: { "*": "read", ...fields }, actions: [action] }];
  };
  const values = member<JsonObject>(node, "values", {});
  if (node.type === "create_record") return write(String(node.entity), "create", values);
  if (node.type === "update_record") {
    const maker = flow.nodes.find((one) => one.id === node.made_by);
    if (maker) return write(String(maker.entity), "update", values);
    const through = typeof node.through === "string" ? node.through : undefined;
    return write(through ? linkedEntity(known, through) : flow.entity, "update", values);
  }
  const flags = member<readonly TimeoutStep[]>(node, "timeouts", []).flatMap((step) =>
    Object.keys(step.flag ?? {}),
  );
  return flags.length > 0
    ? write(flow.entity, "update", Object.fromEntries(flags.map((id) => [id, true])))
    : [];
}

const templates = (flow: FlowDraft): readonly string[] =>
  [flow.title, ...flow.nodes.flatMap((node) => [node.title, node.body, node.url])].filter(
    (text): text is string => typeof text === "string",
  );

/** Records beyond a link that a text shows. */
function reads(text: string, known: Known): Grant[] {
  const paths = [...text.matchAll(/\{\{ *([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)/g)];
  return paths.flatMap(([, link = "", field = ""]) => {
    const entity = linkedEntity(known, link);
    return entity ? [{ entity, scope: everybody, fields: { [field]: "read" } }] : [];
  });
}

const stronger = (one: string | undefined, other: string): string =>
  one === "write" || other === "write" ? "write" : one === "read" ? "read" : other;

/** One grant for each entity with all rows; grants of another scope stay as they are. */
export function merged(grants: readonly Grant[]): readonly Grant[] {
  const of = new Map<string, Grant>();
  const apart: Grant[] = [];
  for (const grant of grants) {
    if (grant.scope.rows !== "all") apart.push(grant);
    else of.set(grant.entity, both(of.get(grant.entity), grant));
  }
  return [...of.values(), ...apart];
}

function both(one: Grant | undefined, other: Grant): Grant {
  if (!one) return other;
  const fields = { ...one.fields };
  for (const [id, right] of Object.entries(other.fields)) fields[id] = stronger(fields[id], right);
  const actions = [...new Set([...(one.actions ?? []), ...(other.actions ?? [])])];
  return { ...one, fields, ...(actions.length > 0 ? { actions } : {}) };
}

export const grantsOf = (flow: FlowDraft): readonly Grant[] =>
  (flow.rights ?? []).filter(isObject) as unknown as readonly Grant[];

/** What the steps need and the flow does not list yet: entity, and the fields or actions that are missing. */
export function missingRights(
  flow: FlowDraft,
  known: Known,
): readonly { readonly entity: string; readonly what: readonly string[] }[] {
  const listed = merged(grantsOf(flow));
  return neededRights(flow, known).flatMap(({ entity, fields, actions = [] }) => {
    const has = listed.find((one) => one.entity === entity);
    const rightOf = (id: string) => has?.fields[id] ?? has?.fields["*"] ?? "none";
    const lacking = Object.entries(fields)
      .filter(([id, right]) => (right === "write" ? rightOf(id) !== "write" : rightOf(id) === "none"))
      .map(([id]) => id);
    const what = [...lacking, ...actions.filter((one) => !has?.actions?.includes(one))];
    return what.length > 0 ? [{ entity, what }] : [];
  });
}
