/** A long flow for tests: conditions n0, n1, … under each other, each with a step `_x` and a step `_y` in its branches. */
import type { FlowDraft } from "@/features/flow-designer/model/documents";
import type { FlowEdge, FlowNode } from "@/lib/flowTree/tree";

export function longFlow(conditions: number): FlowDraft {
  const ids = Array.from({ length: conditions }, (_, at) => `n${at}`);
  const branches = ["x", "y"].map((id) => ({ id, name: id }));
  const nodes = ids.flatMap((id): FlowNode[] => [
    { id, type: "condition", name: id, branches },
    ...branches.map((one) => ({ id: `${id}_${one.id}`, type: "notify", name: `${id} ${one.id}` })),
  ]);
  const edges = ids.flatMap((id, at): FlowEdge[] =>
    branches.flatMap((one) => {
      const inside = `${id}_${one.id}`;
      const next = ids[at + 1];
      const onward = next === undefined ? [] : [{ source: inside, target: next }];
      return [{ source: id, port: one.id, target: inside }, ...onward];
    }),
  );
  return {
    id: "flw_long",
    kind: "flow",
    app: "app_test",
    name: "Long",
    entity: "ent_deal",
    trigger: { on: "created" },
    start: "n0",
    nodes,
    edges,
  };
}
