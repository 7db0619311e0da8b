import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import type { BulkResult, RecordPage, RecordQuestion, RecordValues } from "@/api/records";
import { deal } from "@/testing/sampleDesign";
import { Anchors, farthestJump } from "./anchors";
import { changeMany, restoreMany, tickedRecords, undoOf } from "./bulk";
import { missingEvidence, stageSteps } from "./gates";
import { answerOf, rowEdits } from "./gridEdits";
import { groupCondition, headsOf, loadSegments, rowCountOf, segmentsOf } from "./grouping";
import { readListState, writeListState } from "./listState";
import { mentionsIn } from "./mentions";

const record = (index: number): RecordValues => ({ id: `r${index}`, version: 1, name: `n${index}` });

/** A server of so many records that pages by cursor and jumps by number. */
function pagedServer(total: number) {
  const asked: RecordQuestion[] = [];
  const page = async (_entity: string, question: RecordQuestion): Promise<RecordPage> => {
    asked.push(question);
    const from = Math.min(total, question.at ?? Number(question.cursor ?? 0));
    const to = Math.min(total, from + (question.limit ?? 50));
    const records = Array.from({ length: to - from }, (_, offset) => record(from + offset));
    return {
      records,
      next: to < total ? String(to) : null,
      ...(question.at ? { anchor: String(from) } : {}),
    };
  };
  return { asked, page };
}

const signal = new AbortController().signal;

describe("blocks of a long list", () => {
  it("are reached by one jump and gone on from by the cursors that came with it", async () => {
    const { asked, page } = pagedServer(2_000);
    const anchors = new Anchors((question) => page("deal", question), { fields: ["name"], sort: ["name"] });
    expect((await anchors.load(1_200, 200, signal))[0]?.id).toBe("r1200");
    expect((await anchors.load(1_400, 200, signal))[0]?.id).toBe("r1400");
    expect((await anchors.load(1_200, 200, signal))[0]?.id).toBe("r1200");
    expect(asked.map(({ at, cursor }) => [at, cursor])).toEqual([
      [1_200, undefined],
      [undefined, "1400"],
      [undefined, "1200"],
    ]);
  });

  it("are walked to, reading ids only, where no jump reaches", async () => {
    const { asked, page } = pagedServer(farthestJump + 2_000);
    const anchors = new Anchors((question) => page("deal", question), { fields: ["name"], sort: ["name"] });
    expect((await anchors.load(farthestJump + 800, 200, signal))[0]?.id).toBe(`r${farthestJump + 800}`);
    expect(asked.map(({ at, limit, fields }) => [at, limit, fields?.[0]])).toEqual([
      [farthestJump, 500, "id"],
      [undefined, 300, "id"],
      [undefined, 200, "name"],
    ]);
    expect(await anchors.load(farthestJump + 5_000, 200, signal)).toEqual([]);
  });

  it("are empty beyond the end", async () => {
    const { page } = pagedServer(10);
    const anchors = new Anchors((question) => page("deal", question), {});
    expect(await anchors.load(400, 200, signal)).toEqual([]);
  });
});

describe("a grouped list", () => {
  const heads = headsOf(
    [
      { groups: ["first"], labels: ["First"], measures: { count: 3 } },
      { groups: [null], labels: [], measures: { count: 2 } },
    ],
    "(none)",
  );

  it("has a header for each group and hides the records of a folded one", async () => {
    const segments = segmentsOf(heads, new Set([heads[0]?.key ?? ""]));
    expect(rowCountOf(segments)).toBe(4);
    const rows = await loadSegments(segments, 0, 4, async (head, offset, count) =>
      Array.from(
        { length: count },
        (_, index) => ({ kind: "record", id: `${head.label}${offset + index}`, cells: {} }) as const,
      ),
    );
    expect(rows.map((row) => (row.kind === "group" ? row.label : row.id))).toEqual([
      "First",
      "(none)",
      "(none)0",
      "(none)1",
    ]);
  });

  it("loads a stretch that begins in the middle of a group", async () => {
    const rows = await loadSegments(segmentsOf(heads, new Set()), 2, 3, async (head, offset, count) =>
      Array.from(
        { length: count },
        (_, index) => ({ kind: "record", id: `${head.label}${offset + index}`, cells: {} }) as const,
      ),
    );
    expect(rows.map((row) => (row.kind === "group" ? row.label : row.id))).toEqual([
      "First1",
      "First2",
      "(none)",
    ]);
  });

  it("asks for empty groups as empty", () => {
    expect(groupCondition("stage", null)).toEqual({ field: "stage", op: "is_empty" });
  });
});

describe("edits of a grid", () => {
  const edits = [
    { rowId: "r1", columnId: "name", value: "A", before: "B" },
    { rowId: "r1", columnId: "customer", value: { id: "c1", title: "Acme" }, before: null },
    { rowId: "r2", columnId: "name", value: "", before: "x" },
  ];

  it("are one write for each row, with its version and references as ids", () => {
    expect(rowEdits(edits, (id) => (id === "r1" ? 4 : undefined))).toMatchObject([
      { id: "r1", version: 4, fields: { name: "A", customer: "c1" } },
      { id: "r2", fields: { name: "" } },
    ]);
  });

  it("mark the cell that the server names, and the whole row where it names none", () => {
    const rows = rowEdits(edits, () => 1);
    const results: BulkResult[] = [
      { id: "r1", problem: { code: "stale", title: "changed meanwhile", problems: [] } },
      { id: "r2", problem: { code: "x", problems: [{ code: "y", path: ["name"], message: "too short" }] } },
    ];
    expect(answerOf(rows, results, "no").rejected).toEqual([
      { rowId: "r1", columnId: "name", reason: "changed meanwhile" },
      { rowId: "r1", columnId: "customer", reason: "changed meanwhile" },
      { rowId: "r2", columnId: "name", reason: "too short" },
    ]);
  });
});

describe("the address of a list", () => {
  it("carries filter, sort, group and the open record, and forgets them one by one", () => {
    const filter = { all: [{ field: "stage", op: "is", value: "first" }] };
    const sort = [{ columnId: "name", direction: "descending" }] as const;
    const search = writeListState(new URLSearchParams(), { filter, sort, group: "stage", peek: "r1" });
    expect(readListState(search)).toEqual({ filter, sort, group: "stage", peek: "r1" });
    expect(readListState(writeListState(search, { peek: undefined })).peek).toBeUndefined();
    expect(readListState(new URLSearchParams("f={broken")).filter).toBeUndefined();
  });
});

describe("stage gates", () => {
  it("name the missing evidence with the field or the list that brings it", () => {
    const problem = new ApiProblem(422, {
      problems: [
        {
          code: "stage.evidence_missing",
          path: ["stage"],
          message: "",
          params: { missing: ["Reason written", "One Quote sent"], evidence: ["why", "quoted"] },
        },
      ],
    });
    const [why, quoted] = missingEvidence(problem, deal);
    expect(why).toMatchObject({ name: "Reason written", field: { id: "reason" } });
    expect(quoted?.related.map((list) => list.entity)).toEqual(["quote"]);
  });

  it("tell how far a record is", () => {
    const gate = deal.gates?.[0];
    if (!gate) throw new Error("the sample has a gate");
    expect(stageSteps(gate, deal, "second").map((step) => step.state)).toEqual(["done", "current", "ahead"]);
  });
});

describe("changing many records", () => {
  it("reads all of a list but those taken out, page by page", async () => {
    const { page } = pagedServer(1_100);
    const api = { page, bulk: async () => ({ results: [] }) };
    const checks = { mode: "all", ids: new Set(["r0", "r600"]) } as const;
    expect(await tickedRecords(api, "deal", undefined, checks, ["name"])).toHaveLength(1_098);
  });

  it("goes in batches, counts refusals and can be taken back", async () => {
    const sizes: number[] = [];
    const api = {
      page: pagedServer(0).page,
      bulk: async (_entity: string, batch: { update?: readonly { id: string }[] }) => {
        sizes.push(batch.update?.length ?? 0);
        return {
          results: (batch.update ?? []).map(({ id }) =>
            id === "r3" ? { id, problem: { code: "x", title: "no" } } : { id, version: 2 },
          ),
        };
      },
    };
    const before = Array.from({ length: 250 }, (_, index) => record(index));
    const changes = new Map(before.map((one) => [one.id, { name: "new" }] as const));
    const outcome = await changeMany(api, "deal", changes, () => undefined);
    expect(sizes).toEqual([200, 50]);
    expect(outcome.refused).toEqual([{ id: "r3", reason: "no" }]);
    const undo = undoOf(before, "name", outcome.done);
    expect(undo.size).toBe(249);
    expect(undo.get("r7")).toEqual({ name: "n7" });
  });
});

it("what was deleted comes back one by one, and what cannot is told", async () => {
  const restore = async (_entity: string, id: string) => {
    if (id === "r2") throw new ApiProblem(409, { code: "record.not_unique", title: "taken" });
    return { id, version: 3 };
  };
  const outcome = await restoreMany({ restore }, "deal", ["r1", "r2"], () => undefined);
  expect(outcome).toEqual({ done: ["r1"], refused: [{ id: "r2", reason: "taken" }] });
});

it("a comment mentions those whose name still stands in it", () => {
  const people = [
    { id: "p1", label: "Li Wei" },
    { id: "p2", label: "Zhang" },
  ];
  expect(mentionsIn("hello @Li Wei", people)).toEqual(["p1"]);
});
