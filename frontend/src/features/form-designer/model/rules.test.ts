import { describe, expect, it } from "vitest";
import type { EntityDraft } from "@/designing/fields/documents";
import { guessType, labelsIn } from "@/designing/fields/labels";
import { freeKey } from "@/designing/fields/newFields";
import { entityDraft, formDraft, formWorkbench } from "@/testing/formWorkbench";
import { copyOf, pasteOf, readCopied, writeCopied } from "./copies";
import { entityDifferences, formDifferences } from "./differences";
import type { Deed, FormDraft, RuleDraft } from "./documents";
import { ruleWarnings } from "./ruleWarnings";

const form = formDraft as unknown as FormDraft;
const entity = entityDraft as unknown as EntityDraft;

const rule = (id: string, watches: string, deed: Deed, field: string, value?: string): RuleDraft => ({
  id,
  name: id,
  when: { field: watches, op: "is", value: "1" },
  // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
  then: [{ do: deed, fields: [field], ...(value === undefined ? {} : { value }) }],
});

const warned = (...rules: RuleDraft[]) =>
  ruleWarnings(rules, new Set(["a", "b", "c"]), (id) => id).map((one) => `${one.rule} ${one.say.key}`);

describe("rules are warned about", () => {
  it("when they wake themselves, also through others", () => {
    expect(warned(rule("one", "a", "set", "a", "2"))).toEqual(["one warning.loop"]);
    expect(warned(rule("one", "a", "set", "b", "2"), rule("two", "b", "set", "a", "2"))).toEqual([
      "one warning.loop",
      "two warning.loop",
    ]);
    expect(warned(rule("one", "a", "set", "b", "2"), rule("two", "b", "set", "c", "2"))).toEqual([]);
  });

  it("when their formulas wake themselves, or read what is not on the form", () => {
    const sets = (id: string, field: string, expression: string): RuleDraft => ({
      ...rule(id, "c", "set", field),
      // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
      then: [{ do: "set", fields: [field], expression }],
    });
    expect(warned(sets("one", "a", "{a} + 1"))).toEqual(["one warning.loop"]);
    expect(warned(sets("one", "a", "{b} + 1"), sets("two", "b", "{a} + 1"))).toEqual([
      "one warning.loop",
      "two warning.loop",
    ]);
    expect(warned(sets("one", "a", "{b} + 1"))).toEqual([]);
    expect(warned(sets("one", "a", "{elsewhere} + 1"))).toEqual(["one warning.not_placed"]);
  });

  it("when they contradict each other under the same condition", () => {
    expect(warned(rule("one", "a", "show", "b"), rule("two", "a", "hide", "b"))).toEqual([
      "one warning.show_hide",
    ]);
    expect(warned(rule("one", "a", "set", "b", "1"), rule("two", "a", "set", "b", "2"))).toEqual([
      "one warning.set_twice",
    ]);
    expect(warned(rule("one", "a", "require", "b"), rule("two", "c", "hide", "b"))).toEqual([]);
  });

  it("when they look at what is not on the form", () => {
    expect(warned(rule("one", "elsewhere", "show", "b"))).toEqual(["one warning.not_placed"]);
  });
});

describe("a pasted list", () => {
  it.each([
    ["客户手机", "phone"],
    ["门头照片", "photo"],
    ["合同金额", "money"],
    ["签约日期", "date"],
    ["邮箱", "email"],
    ["是否到场", "boolean"],
    ["订购数量", "integer"],
    ["备注", "long_text"],
    ["客户名称", "text"],
    ["Order date", "date"],
    ["Unit price", "money"],
    ["照片数量", "integer"],
  ])("takes %s for %s", (label, type) => {
    expect(guessType(label)).toBe(type);
  });

  it("leaves numbering, colons, blanks and repeats out", () => {
    expect(labelsIn("1. 姓名：\n\n- 手机*\n姓名\n备注\t金额").map((one) => one.label)).toEqual([
      "姓名",
      "手机",
      "备注",
      "金额",
    ]);
  });

  it("gives keys that nothing else has", () => {
    expect(freeKey("Unit price", "money", new Set())).toBe("unit_price");
    expect(freeKey("Unit price", "money", new Set(["unit_price"]))).toBe("unit_price_2");
    expect(freeKey("金额", "money", new Set(["money_1"]))).toBe("money_2");
    expect(freeKey("金额 A", "money", new Set())).toBe("money_1");
  });
});

describe("copied fields", () => {
  it("become new ones whose formulas follow the copies", () => {
    const pasted = pasteOf(
      copyOf(form, entity, ["amount", "double"]),
      form,
      entity,
      (one) => `${one.name} 2`,
    );
    const amount = pasted.fields.find((field) => field.type === "money");
    expect(amount?.name).toBe("Amount 2");
    expect(amount?.id).not.toBe("amount");
    expect(pasted.lost).toEqual([]);
  });

  it("tell on another entity what they cannot refer to", () => {
    const other = { ...entity, id: "ent_other", fields: [] as EntityDraft["fields"] };
    const bare = { ...form, entity: "ent_other", sections: [{ id: "s", fields: [] }] };
    const pasted = pasteOf(copyOf(form, entity, ["double"]), bare, other, (one) => one.name);
    expect(pasted.lost).toEqual([{ name: "Double", mentions: "amount" }]);
  });

  it("travel as text, and other text is left alone", () => {
    const copied = copyOf(form, entity, ["level"]);
    expect(readCopied(writeCopied(copied))).toEqual(copied);
    expect(readCopied("hello")).toBeUndefined();
    expect(readCopied("[1]")).toBeUndefined();
  });
});

describe("what a draft is ahead", () => {
  it("is nothing for the same document", () => {
    const same = formWorkbench().frm_deal as FormDraft;
    expect(formDifferences(form, same, entity, entity)).toEqual([]);
    expect(entityDifferences(entity, entity, new Set())).toEqual([]);
  });

  it("is told place by place", () => {
    const changed: FormDraft = {
      ...form,
      sections: [{ id: "main", name: "Main", fields: [{ field: "level" }, { field: "name", width: 6 }] }],
      rules: [],
    };
    const keys = formDifferences(form, changed, entity, entity).map((one) => one.key);
    expect(keys.sort()).toEqual([
      "difference.changed",
      "difference.order",
      "difference.removed",
      "difference.removed",
      "difference.rule_removed",
      "difference.section_removed",
    ]);
  });
});
