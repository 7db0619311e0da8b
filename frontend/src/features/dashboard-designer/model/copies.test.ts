import { describe, expect, it } from "vitest";
import type { EntityDocument } from "@/api/documents";
import { boardDraft, metricDraft } from "@/testing/boardWorkbench";
import { type CopiedCards, knownEntity, pasted, readCopied, writeCopied } from "./copies";
import type { CardDraft, MetricDraft } from "./documents";

const entity = (id: string, key: string, fields: Readonly<Record<string, string>>) =>
  ({
    id,
    key,
    fields: Object.entries(fields).map(([field, name]) => ({ id: field, key: name, name, type: "text" })),
  }) as unknown as EntityDocument;

const deal = entity("ent_deal", "deal", { level: "level", amount: "amount", name: "name" });
const elsewhere = entity("ent_other", "deal", { f1: "level", f2: "amount", name: "name" });

const copied: CopiedCards = {
  cards: [
    ...(boardDraft.widgets as unknown as readonly CardDraft[]),
    {
      id: "abc",
      type: "abc",
      name: "ABC",
      entity: "ent_deal",
      groups: [{ field: "level" }],
      measures: [{ id: "m", summary: "sum", field: "amount" }],
      where: { all: [{ field: "level", op: "is", value: "a" }] },
    },
  ],
  metrics: [metricDraft as unknown as MetricDraft],
  entities: { ent_deal: knownEntity(deal) },
};

describe("copied cards", () => {
  it("travel as text, and foreign text is none of them", () => {
    expect(readCopied(writeCopied(copied))).toEqual(copied);
    expect(readCopied("hello")).toBeUndefined();
    expect(readCopied('{"dougong_fields": {}}')).toBeUndefined();
    expect(readCopied('{"dougong_cards": {"cards": []}}')).toBeUndefined();
  });

  it("come to a board in the same workspace as they are", () => {
    const found = pasted(copied, [deal], new Set(["met_won"]));
    expect(found).toEqual({ cards: copied.cards, metrics: [], lost: [] });
  });

  it("find entity and fields by their keys elsewhere, and bring their metric along", () => {
    const { cards, metrics, lost } = pasted(copied, [elsewhere], new Set());
    expect(lost).toEqual([]);
    expect(metrics).toEqual([
      { ...metricDraft, entity: "ent_other", measure: { id: "amount", summary: "sum", field: "f2" } },
    ]);
    expect(cards.at(-1)).toEqual({
      ...copied.cards.at(-1),
      entity: "ent_other",
      groups: [{ field: "f1" }],
      measures: [{ id: "m", summary: "sum", field: "f2" }],
      where: { all: [{ field: "f1", op: "is", value: "a" }] },
    });
  });

  it("name what finds nothing to show", () => {
    const { cards, lost } = pasted(copied, [], new Set(["met_won"]));
    expect(cards.map((card) => card.id)).toEqual(["won"]);
    expect(lost).toEqual(["Levels", "Days", "List", "ABC"]);
  });
});
