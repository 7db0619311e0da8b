import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const source = resolve(import.meta.dirname, "..");
const plural = /_(zero|one|two|few|many|other)$/;

type Texts = { readonly [key: string]: string | Texts };

const files = (pattern: string): string[] => globSync(pattern, { cwd: source }).sort();
const textOf = (file: string): string => readFileSync(resolve(source, file), "utf8");

function flatten(texts: Texts, prefix = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const namespaces = files("i18n/zh-CN/*.json").map((file) => file.split("/").at(-1) ?? "");
const load = (language: string, namespace: string) =>
  flatten(JSON.parse(textOf(`i18n/${language}/${namespace}`)) as Texts);
const keysOf = (entries: [string, string][]) =>
  [...new Set(entries.map(([key]) => key.replace(plural, "")))].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort();

describe("texts", () => {
  it("exist in both languages, file by file", () => {
    expect(files("i18n/en/*.json").map((file) => file.split("/").at(-1))).toEqual(namespaces);
  });

  it.each(namespaces)("%s has the same keys, none empty, with the same placeholders", (namespace) => {
    const chinese = load("zh-CN", namespace);
    const english = load("en", namespace);
    expect(keysOf(english)).toEqual(keysOf(chinese));
    expect([...chinese, ...english].filter(([, text]) => text.trim() === "")).toEqual([]);
    const inChinese = new Map(chinese.map(([key, text]) => [key.replace(plural, ""), placeholders(text)]));
    for (const [key, text] of english) {
      expect(placeholders(text), `${namespace} ${key}`).toEqual(inChinese.get(key.replace(plural, "")));
    }
  });

  it("stand in i18n only: no Chinese literal in a component outside the stories", () => {
    const offenders = files("**/*.{ts,tsx}")
      .filter((file) => !/^(dev|i18n|testing)\/|\.test\.tsx?$|^lib\/|schema\.ts$/.test(file))
      .flatMap((file) =>
        textOf(file)
          .split("\n")
          .map((line, index) => ({ place: `${file}:${index + 1}`, code: line.replace(/(\/\/|\*).*$/, "") }))
          .filter(({ code }) => /\p{Script=Han}/u.test(code)),
      );
    expect(offenders).toEqual([]);
  });

  it("are there for every key that a component names", () => {
    const known = new Set(
      namespaces.flatMap((namespace) =>
        load("zh-CN", namespace).map(
          ([key]) => `${namespace.replace(".json", "")}:${key.replace(plural, "")}`,
        ),
      ),
    );
    const missing = files("**/*.tsx")
      .filter((file) => !/\.test\.tsx$/.test(file))
      .flatMap((file) => {
        const code = textOf(file);
        const own = /(?:useTranslation\(\s*\[?\s*|TFunction<)"(\w+)"/.exec(code)?.[1] ?? "common";
        return [...code.matchAll(/\bt\(\s*"([\w.:-]+)"/g)]
          .map(([, key = ""]) => (key.includes(":") ? key : `${own}:${key}`))
          .filter((key) => !known.has(key))
          .map((key) => `${file} ${key}`);
      });
    expect(missing).toEqual([]);
  });
});
