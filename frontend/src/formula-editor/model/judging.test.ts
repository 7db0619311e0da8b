import { describe, expect, it } from "vitest";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { Moment } from "@/lib/formula/values";
import { ianaZone } from "@/lib/formula/zone";
import { offers } from "./completing";
import { formulaFields } from "./fields";
import { judge } from "./judging";
import { wordsIn } from "./problems";
import { keysBeyond, outcome } from "./samples";

const field = (id: string, name: string, type: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  id,
  key: `key_${id}`,
  name,
  type,
  widget: "text-input",
  cell: "text",
  operators: [],
  access: "write",
  ...more,
});
const customer = {
  key: "customer",
  fields: [field("level", "等级", "choice"), field("discount", "折扣", "percent")],
} as unknown as EntityDocument;
const scope = {
  fields: [
    field("amount", "合同金额", "money"),
    field("day", "签约日期", "date"),
    field("buyer", "客户", "link", { entity_key: "customer" }),
    field("lines", "明细", "sub_table", { fields: [field("price", "单价", "money")] }),
    field("total", "合计", "formula", { result: "number" }),
  ],
  entities: { customer },
};
const zh = wordsIn("zh-CN");
const clock = { now: new Moment(1_790_000_000_000_000n), zone: ianaZone("Asia/Shanghai") };

const checkedOf = (source: string) => {
  const { checked } = judge(source, scope, zh);
  if (!checked) throw new Error(`not a formula: ${source}`);
  return checked;
};

describe("a formula as it is typed", () => {
  it("gives a kind, through links and over rows as well", () => {
    expect(checkedOf("{amount} * {buyer.discount}").kind).toBe("number");
    expect(checkedOf("SUM({lines.price})").kind).toBe("number");
    expect(judge("", scope, zh)).toEqual({ problem: undefined });
  });

  it("is refused in words, with advice, at the place that is wrong", () => {
    const { problem } = judge("{day} + {day}", scope, zh);
    expect(problem?.text).toBe("不能用“+”计算日期和日期。 可以试试：DATEDIF( , )");
    const number = judge('"a" * 2', scope, zh).problem;
    expect(number?.text).toContain("文本");
    expect(judge("SUMM({amount})", scope, zh).problem).toMatchObject({ from: 0, to: 4 });
    expect(judge("SUMM({amount})", scope, zh).problem?.text).toContain("可以试试：SUM");
    expect(judge("{gone} + 1", scope, wordsIn("en")).problem?.text).toMatch(/^There is no field|^No field/);
  });

  it("must give a kind that a field can hold, or the one that is wanted", () => {
    expect(judge("{lines}", scope, zh).problem?.text).toContain("列表");
    expect(judge("{amount}", scope, zh, "date").problem?.text).toBe("公式结果是 数，这里需要 日期");
    expect(judge("{day}", scope, zh, "date").checked).toBeDefined();
  });

  it("underlines in UTF-16 units although problems count code points", () => {
    const source = '"😀😀" & {gone}';
    expect(judge(source, scope, zh).problem).toMatchObject({ from: 9, to: 15 });
  });
});

describe("completion", () => {
  const labels = (typed: string) =>
    offers(formulaFields(scope, "total"), typed).map((one) =>
      one.sort === "field" ? one.field.name : one.name,
    );

  it("finds fields by name, initials and whole pinyin, and functions by name and alias", () => {
    for (const typed of ["合同", "htje", "hetong", "key_amount"])
      expect(labels(typed)[0], typed).toBe("合同金额");
    expect(labels("dengji")[0]).toBe("客户 › 等级");
    expect(labels("danjia")[0]).toBe("明细 › 单价");
    expect(labels("sum")[0]).toBe("SUM");
    expect(labels("如果")[0]).toBe("IF");
    expect(labels("ruguo")).toContain("IF");
  });

  it("never offers the field that is being computed", () => {
    expect(labels("")).not.toContain("合计");
  });
});

describe("a sample", () => {
  const record: RecordValues = {
    id: "r1",
    version: 1,
    key_amount: "200.00",
    key_day: "2026-11-22",
    key_buyer: { id: "c1", title: "甲" },
    "key_buyer.key_discount": "0.5000",
    key_lines: [{ key_price: "1.50" }, { key_price: null }, { key_price: "2.50" }],
  };
  const gives = (source: string, from: RecordValues = record) =>
    outcome(checkedOf(source), scope, from, clock);

  it("is computed from the record, what lies behind its links, and its rows", () => {
    expect(gives("{amount} * {buyer.discount}")).toEqual({ restricted: false, value: "100" });
    expect(gives("SUM({lines.price})")).toEqual({ restricted: false, value: "4" });
    expect(gives("{amount} / 0")).toEqual({ restricted: false, value: { error: "div0" } });
  });

  it("says where the reader may not see what it needs", () => {
    expect(gives("{amount} * 2", { ...record, restricted: ["key_amount"] })).toEqual({ restricted: true });
  });

  it("asks for what lies behind links only", () => {
    expect(keysBeyond(checkedOf("{buyer.discount} + SUM({lines.price})"), scope)).toEqual([
      "key_buyer.key_discount",
    ]);
  });
});
