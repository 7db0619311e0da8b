/** What the parts of a flow have at their default, as the engine has it: a table that its tests compare. */
import { withMembers } from "@/designing/model/canonical";
import table from "@/lib/flowTree/members.json";

type Part = { readonly needs: readonly string[]; readonly defaults: Readonly<Record<string, unknown>> };

const parts = table as unknown as Readonly<Record<string, Part>>;

/** The node types that the engine has, in the order in which a menu offers them. */
export const nodeTypes = [
  "approval",
  "cc",
  "condition",
  "parallel",
  "wait",
  "update_record",
  "create_record",
  "notify",
  "http_request",
  "stop",
  "join",
] as const;

export type NodeTypeName = (typeof nodeTypes)[number];

export const isNodeType = (type: string): type is NodeTypeName =>
  (nodeTypes as readonly string[]).includes(type);

export const defaultsOf = (part: string): Readonly<Record<string, unknown>> => parts[part]?.defaults ?? {};

/** Every member that a part of a flow may have. */
export const membersOf = (part: string): readonly string[] => {
  const found = parts[part];
  return found ? [...found.needs, ...Object.keys(found.defaults)] : [];
};

/** The part with these members; those at their default are left out, as the platform leaves them out. */
export const withPart = <T extends object>(part: string, before: T, members: Partial<T>): T =>
  withMembers(before, members, defaultsOf(part));
