import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { flowOf } from "./flowOf";
import { PRESETS, type PresetInput, type PresetName, presetFlow } from "./presets";
import { treeOf } from "./treeOf";

/** What each preset makes; tests/engine checks these flows and runs them. */
const vectors: Record<PresetName, unknown> = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../../../tests/vectors/flow_presets.json"), "utf8"),
);

const input: PresetInput = {
  app: "app_test",
  entity: "ent_contract",
  name: "合同审批",
  words: {
    manager: "直属上级审批",
    higher: "上上级审批",
    signers: "会签",
    amount: "按金额分流",
    large: "大额",
    rest: "其余",
  },
  amount: { field: "amount", from: "50000" },
  signers: [
    { by: "role", role: "rol_legal" },
    { by: "role", role: "rol_finance" },
  ],
};
const names = Object.keys(PRESETS) as PresetName[];

describe("a preset", () => {
  it.each(names)("%s makes the flow that the engine's tests check and run", (name) => {
    expect(presetFlow(name, input)).toEqual(vectors[name]);
  });

  it.each(names)("%s is drawn as the tree that it was made from", (name) => {
    const tree = PRESETS[name].tree(input);
    expect(treeOf(flowOf(tree))).toEqual(tree);
  });

  it("has a vector, and every vector a preset", () => {
    expect(Object.keys(vectors).sort()).toEqual([...names].sort());
  });
});
