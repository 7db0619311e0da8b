/** Copied steps: what a clipboard holds, and what becomes of it in this or another flow. */
import { newItemId } from "@/designing/ids";
import type { FlowEdge, FlowNode } from "@/lib/flowTree/tree";
import { isList, isObject, type Json, type JsonObject } from "@/lib/json";
import type { Line } from "./commands";
import { type FlowDraft, nodeName, nodeOf } from "./documents";
import { type DrawnStep, nodesOf } from "./drawn";
import { edgesOf } from "./graph";
import type { Piece } from "./newNodes";

type FieldName = { readonly id: string; readonly key: string; readonly name: string };
type RoleName = { readonly id: string; readonly name: string };

export type Copied = Piece & {
  readonly app: string;
  readonly entity: string;
  readonly fields: readonly FieldName[];
  readonly roles: readonly RoleName[];
};

/** Where something is pasted: what can be referred to there. */
export type Here = {
  readonly flow: FlowDraft;
  readonly fields: readonly FieldName[];
  readonly roles: readonly RoleName[];
};

/** What a copy referred to and does not find here: the step, and what it named. */
export type Lost = { readonly name: string; readonly mentions: string };

export function copyOf({ flow, fields, roles }: Here, step: DrawnStep): Copied {
  const ids = new Set(nodesOf(step));
  return {
    app: flow.app,
    entity: flow.entity,
    nodes: flow.nodes.filter((node) => ids.has(node.id)),
    edges: edgesOf(flow).filter(
      (edge) => ids.has(edge.source) && (ids.has(edge.target) || !isExit(step, edge)),
    ),
    enter: step.node.id,
    leaves: step.exit,
    fields: fields.map(({ id, key, name }) => ({ id, key, name })),
    roles: roles.map(({ id, name }) => ({ id, name })),
  };
}

const isExit = ({ exit }: DrawnStep, edge: FlowEdge): boolean =>
  exit.some((line) => line.source === edge.source && line.port === (edge.port ?? ""));

/** The same steps with ids of their own; what they name is looked for here by id, then by key or name. */
export function pasteOf(
  copied: Copied,
  here: Here,
): { readonly piece: Piece; readonly lost: readonly Lost[] } {
  const taken = new Set(here.flow.nodes.map((node) => node.id));
  const ids = new Map<string, string>();
  for (const { id } of copied.nodes) {
    const made = newItemId("n", taken);
    taken.add(made);
    ids.set(id, made);
  }
  const lost: Lost[] = [];
  const nodes = copied.nodes.map((node) => {
    const mapping = new Mapping(copied, here, ids, (mentions) =>
      lost.push({ name: nodeName(node), mentions }),
    );
    return {
      ...mapping.object(node, node.type === "create_record"),
      id: ids.get(node.id) ?? node.id,
    } as FlowNode;
  });
  const line = (one: Line): Line => ({ ...one, source: ids.get(one.source ?? "") ?? one.source });
  const edges = copied.edges.flatMap((edge): FlowEdge[] => {
    const source = ids.get(edge.source) ?? edge.source;
    const target = ids.get(edge.target) ?? (nodeOf(here.flow, edge.target) ? edge.target : undefined);
    return target === undefined ? [] : [{ ...edge, source, target }];
  });
  const enter = ids.get(copied.enter) ?? copied.enter;
  return { piece: { nodes, edges, enter, leaves: copied.leaves.map(line) }, lost: distinct(lost) };
}

const distinct = (lost: readonly Lost[]): readonly Lost[] => [
  ...new Map(lost.map((one) => [`${one.name} ${one.mentions}`, one])).values(),
];

/** Members that hold the path of a field, and those whose keys are fields. */
const paths: ReadonlySet<string> = new Set(["field", "until", "through"]);
const keyed: ReadonlySet<string> = new Set(["fields", "flag", "values"]);
const written: ReadonlySet<string> = new Set(["title", "body", "url"]);
/** Members that name another step. */
const named: ReadonlySet<string> = new Set(["of", "node", "made_by"]);

class Mapping {
  private readonly copied: Copied;
  private readonly here: Here;
  private readonly ids: ReadonlyMap<string, string>;
  private readonly miss: (mentions: string) => void;

  constructor(
    copied: Copied,
    here: Here,
    ids: ReadonlyMap<string, string>,
    miss: (mentions: string) => void,
  ) {
    this.copied = copied;
    this.here = here;
    this.ids = ids;
    this.miss = miss;
  }

  /** `elsewhere`: its values are those of another entity, whose fields have the same ids here. */
  object(value: JsonObject, elsewhere: boolean): JsonObject {
    const beyond = elsewhere || value.through !== undefined;
    const entries = Object.entries(value).map(([name, one]): [string, Json] => {
      if (typeof one === "string") return [name, this.text(name, one)];
      if (keyed.has(name) && isObject(one)) return [name, this.keys(one, beyond)];
      return [name, this.any(one, elsewhere)];
    });
    return Object.fromEntries(entries);
  }

  private text(name: string, value: string): string {
    if (paths.has(name)) return this.path(value);
    if (written.has(name)) return this.template(value);
    if (name === "role") return this.role(value);
    if (named.has(name)) return this.node(value);
    if (name === "formula" && this.copied.entity !== this.here.flow.entity) this.miss(value);
    if (name !== "output") return value;
    const [node = "", ...rest] = value.split(".");
    return [this.node(node), ...rest].join(".");
  }

  private any(value: Json, elsewhere: boolean): Json {
    if (isList(value)) return value.map((one) => this.any(one, elsewhere));
    return isObject(value) ? this.object(value, elsewhere) : value;
  }

  private keys(value: JsonObject, elsewhere: boolean): JsonObject {
    const entries = Object.entries(value).map(([id, one]): [string, Json] => [
      elsewhere ? id : this.path(id),
      this.any(one, elsewhere),
    ]);
    return Object.fromEntries(entries);
  }

  private path(path: string): string {
    const { copied, here } = this;
    if (copied.entity === here.flow.entity) return path;
    const [head = "", ...rest] = path.split(".");
    const old = copied.fields.find((field) => field.id === head);
    const found =
      here.fields.find((field) => field.id === head) ?? here.fields.find((field) => field.key === old?.key);
    if (!found) this.miss(old?.name ?? head);
    return [found?.id ?? head, ...rest].join(".");
  }

  private template(text: string): string {
    return text.replace(/\{\{ *([a-z][a-z0-9_.]*)/g, (_all, path: string) =>
      path.startsWith("setting.") ? `{{${path}` : `{{${this.path(path)}`,
    );
  }

  private role(id: string): string {
    const { copied, here } = this;
    const old = copied.roles.find((role) => role.id === id);
    const found =
      here.roles.find((role) => role.id === id) ?? here.roles.find((role) => role.name === old?.name);
    if (!found) this.miss(old?.name ?? id);
    return found?.id ?? id;
  }

  private node(id: string): string {
    const made = this.ids.get(id);
    if (made === undefined && !nodeOf(this.here.flow, id)) this.miss(id);
    return made ?? id;
  }
}

/** What another window put on the clipboard; undefined for anything else. */
export function readCopied(text: string): Copied | undefined {
  try {
    const found = JSON.parse(text) as Json;
    const held = isObject(found) ? found.dougong_steps : undefined;
    if (!isObject(held) || !isList(held.nodes) || !isList(held.edges) || !isList(held.leaves))
      return undefined;
    return held as unknown as Copied;
  } catch {
    return undefined;
  }
}

export const writeCopied = (copied: Copied): string => JSON.stringify({ dougong_steps: copied });
