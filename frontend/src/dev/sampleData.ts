/** Made-up rows for the stories: the same on every load. */
import type { GridColumn, GridRow, Json, Parsed } from "@/ui/grid/model/gridTypes";

const surnames = "王李张刘陈杨赵黄周吴";
const given = ["伟", "敏静", "丽", "强", "磊", "洋洋", "艳", "勇", "杰", "娜"];
const cities = ["上海", "北京", "深圳", "杭州", "成都", "武汉"];
const trades = ["制造", "零售", "医药", "软件", "物流"];
export const stages = ["初步接触", "需求诊断", "方案报价", "商务谈判", "合同签署"];

const pick = <T>(list: readonly T[] | string, seed: number): T | string =>
  list[Math.abs(seed) % list.length] as T | string;

export const samplePerson = (seed: number): string => `${pick(surnames, seed)}${pick(given, seed * 7 + 3)}`;

const two = (value: number): string => String(value).padStart(2, "0");

export function sampleRow(index: number): GridRow {
  const cells: Record<string, Json> = {
    name: `${pick(cities, index * 3)}${pick(trades, index * 5)}有限公司 ${1000 + index}`,
    stage: String(pick(stages, index * 11 + (index >> 3))),
    owner: samplePerson(index >> 1),
    amount: `${((index * 7919) % 900000) + 1000}.${two(index % 100)}`,
    close: `2026-${two((index % 12) + 1)}-${two((index % 28) + 1)}`,
    rate: `0.${two((index * 13) % 100)}`,
  };
  for (let extra = 6; extra < 30; extra += 1) cells[`f${extra}`] = `${extra}-${(index * extra) % 997}`;
  return { kind: "record", id: `rec-${index}`, cells };
}

export const readAmount = (text: string): Parsed => {
  const plain = text.replaceAll(",", "").trim();
  if (plain === "") return { ok: true, value: null };
  return /^-?\d+(\.\d+)?$/.test(plain)
    ? { ok: true, value: plain }
    : { ok: false, reason: "这里要填数字，例如 12000.50" };
};

export const extraColumns: readonly GridColumn[] = Array.from({ length: 24 }, (_, offset) => ({
  id: `f${offset + 6}`,
  title: `字段 ${offset + 7}`,
  width: 110,
  editable: true,
}));
