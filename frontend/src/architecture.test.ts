import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const source = import.meta.dirname;
const files = globSync("**/*.{ts,tsx}", { cwd: source }).sort();
const production = files.filter((file) => !/\.test\.tsx?$|^dev\/|^testing\//.test(file));

type Import = { readonly from: string; readonly to: string; readonly lazy: boolean };

function locate(from: string, named: string): string {
  if (!named.startsWith(".") && !named.startsWith("@/")) return named;
  const path = named.startsWith("@/")
    ? resolve(source, named.slice(2))
    : resolve(source, dirname(from), named);
  const found = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
    (candidate) => existsSync(candidate) && /\.\w+$/.test(candidate),
  );
  return relative(source, found ?? path);
}

function importsOf(file: string): Import[] {
  const code = readFileSync(resolve(source, file), "utf8");
  // A type disappears when the code is built, so it ties nothing to anything at run time.
  const fixed = [...code.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)];
  const lazy = [...code.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)];
  return [
    ...fixed.map(([, named = ""]) => ({ from: file, to: locate(file, named), lazy: false })),
    ...lazy.map(([, named = ""]) => ({ from: file, to: locate(file, named), lazy: true })),
  ];
}

const imports = new Map(production.map((file) => [file, importsOf(file)]));

function everythingBehind(entry: string): Map<string, string> {
  const reachedFrom = new Map<string, string>();
  const queue = [entry];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const { to } of imports.get(file) ?? []) {
      if (reachedFrom.has(to)) continue;
      reachedFrom.set(to, file);
      queue.push(to);
    }
  }
  return reachedFrom;
}

describe("the front end keeps its layers", () => {
  it("no feature imports another feature or a shell", () => {
    const wrong = [...imports.values()].flat().filter(({ from, to }) => {
      const feature = /^features\/([^/]+)\//.exec(from)?.[1];
      if (!feature) return false;
      const other = /^features\/([^/]+)/.exec(to)?.[1];
      return (other !== undefined && other !== feature) || /^(app|phone|public)\//.test(to);
    });
    expect(wrong).toEqual([]);
  });

  it("ui, lib, api, i18n, flow-canvas and what designers share know nothing of features and shells", () => {
    const wrong = [...imports.values()]
      .flat()
      .filter(
        ({ from, to }) =>
          /^(ui|ui-phone|lib|api|i18n|designing|flow-canvas)\//.test(from) &&
          /^(features|app|phone|public)\//.test(to),
      );
    expect(wrong).toEqual([]);
  });

  it.each(["phone/main.tsx", "public/main.tsx"])("nothing that %s ever loads contains antd", (entry) => {
    const behind = everythingBehind(entry);
    const antd = [...behind].filter(([to]) => /^(antd|@ant-design)(\/|$)/.test(to));
    expect(antd).toEqual([]);
  });

  it("a public form carries no page of the shells", () => {
    const behind = everythingBehind("public/main.tsx");
    expect(
      [...behind.keys()].filter((file) => /^(app|phone)\/(pages|shell|boards|tasks)/.test(file)),
    ).toEqual([]);
  });

  it("the desktop entry carries no antd and no charts until a page needs them", () => {
    const seen = new Set<string>(["app/main.tsx"]);
    for (const file of seen) {
      for (const { to, lazy } of imports.get(file) ?? []) if (!lazy) seen.add(to);
    }
    expect([...seen].filter((file) => /^(antd|echarts)(\/|$)/.test(file))).toEqual([]);
  });

  it("what is loaded by itself comes with its texts: lazily, never React's lazy", () => {
    const own = /^import \{[^}]*\blazy\b[^}]*\} from "react";/m;
    const wrong = production.filter((file) => own.test(readFileSync(resolve(source, file), "utf8")));
    expect(wrong).toEqual(["i18n/lazily.tsx"]);
  });

  it("production never imports stories or test support", () => {
    const wrong = [...imports.values()].flat().filter(({ to }) => /^(dev|testing)\//.test(to));
    expect(wrong).toEqual([]);
  });

  it("every file stays within 250 lines", () => {
    const long = files
      .filter((file) => !file.endsWith("schema.ts"))
      .map((file) => [file, readFileSync(resolve(source, file), "utf8").split("\n").length - 1] as const)
      .filter(([, lines]) => lines > 250);
    expect(long).toEqual([]);
  });
});
