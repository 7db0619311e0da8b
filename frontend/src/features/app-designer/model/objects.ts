/** The objects of an app grouped by the job that they do. */
import type { Schemas } from "@/api/schemas";
import { match } from "@/lib/pinyin/matching";

export type ObjectRow = Schemas["DesignRows"]["objects"][number];

export const jobs = [
  { key: "keep", kinds: ["entity"] },
  { key: "enter", kinds: ["form"] },
  { key: "look", kinds: ["view"] },
  { key: "decide", kinds: ["flow"] },
  { key: "measure", kinds: ["dashboard", "metric"] },
  { key: "print", kinds: ["print"] },
  { key: "permit", kinds: ["role"] },
] as const satisfies readonly { readonly key: string; readonly kinds: readonly string[] }[];

export type Job = { readonly key: (typeof jobs)[number]["key"]; readonly rows: readonly ObjectRow[] };

/** Jobs without any object are named too: each is a thing that an app can have. */
export const byJob = (rows: readonly ObjectRow[], sought: string): readonly Job[] => {
  const text = sought.trim();
  const found = rows.filter((row) => text === "" || match(row.name, text) > 0);
  return jobs
    .map(({ key, kinds }) => ({
      key,
      rows: found
        .filter((row) => (kinds as readonly string[]).includes(row.kind))
        .sort((one, other) => one.name.localeCompare(other.name, "zh-CN")),
    }))
    .filter(({ rows: own }) => own.length > 0 || text === "");
};

/** Drafts that a publish would publish. */
export const ahead = (rows: readonly ObjectRow[]): readonly ObjectRow[] =>
  rows.filter((row) => row.state !== "published");
