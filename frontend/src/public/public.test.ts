import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasAnswered, keepAnswered } from "./answered";
import { entityOf, environmentOf, formOf } from "./documents";
import { type PublicForm, tokenOf } from "./publicForms";

const shown: PublicForm = {
  name: "Wishes",
  submit: "Send",
  steps: false,
  note: "",
  thanks: "",
  another: false,
  once: false,
  files: null,
  timezone: "Asia/Shanghai",
  sections: [{ id: "main", fields: [{ field: "title" }] }],
  rules: [],
  fields: [],
};

describe("a public form", () => {
  it("is found by the token in its address", () => {
    expect(tokenOf("/f/abc")).toBe("abc");
    expect(tokenOf("/f/")).toBe("");
  });

  it("runs as a form without names of its workspace", () => {
    expect(formOf(shown)).toMatchObject({ id: "public", sections: shown.sections });
    expect(entityOf(shown)).toMatchObject({ key: "public", actions: ["create"] });
    expect(environmentOf(shown, 5).reader).toEqual({ me: "", departments: [], subordinates: [] });
  });

  it("remembers politely that this browser has answered", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(hasAnswered(storage, "a")).toBe(false);
    keepAnswered(storage, "a");
    expect([hasAnswered(storage, "a"), hasAnswered(storage, "b")]).toEqual([true, false]);
    const refusing = {
      getItem: () => {
        throw new Error("no storage");
      },
    };
    expect(hasAnswered(refusing, "a")).toBe(false);
  });

  it("asks nothing that needs a session", () => {
    const sources = globSync("*.{ts,tsx}", { cwd: import.meta.dirname }).filter(
      (name) => !name.includes(".test."),
    );
    const asking = sources.filter((name) =>
      /useCellWords|api\/people|\{ call \}/.test(readFileSync(`${import.meta.dirname}/${name}`, "utf8")),
    );
    expect(asking).toEqual([]);
  });
});
