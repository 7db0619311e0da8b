import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { tokensToCss } from "./src/ui/tokensToCss.ts";

const root = import.meta.dirname;
const tokensFile = resolve(root, "src/ui/tokens.json");

/** One token file feeds both shells: this makes its CSS variables importable without a generated file in the tree. */
function designTokens(): Plugin {
  const id = "virtual:tokens.css";
  return {
    name: "dougong-tokens",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      this.addWatchFile(tokensFile);
      return tokensToCss(JSON.parse(readFileSync(tokensFile, "utf8")));
    },
  };
}

const messages = resolve(root, "../platform/dougong/kernel/messages");

/** What the platform says about formulas, for the editor that judges them in the browser: one text for one code. */
function formulaMessages(): Plugin {
  const id = "virtual:formula-messages";
  const wanted = /^(?:formula|kind|design\.formula)\./;
  return {
    name: "dougong-formula-messages",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      const catalogues = ["zh-CN", "en"].map((language) => {
        const file = resolve(messages, `${language}.json`);
        this.addWatchFile(file);
        const all = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
        return [language, Object.fromEntries(all.filter(([code]) => wanted.test(code)))];
      });
      return `export const catalogues = ${JSON.stringify(Object.fromEntries(catalogues))}`;
    },
  };
}

/** A module that names texts also asks for them as soon as it is there: see src/i18n/wanted.ts. */
function textsWithCode(): Plugin {
  const named = /useTranslation\(\s*(\[[^\]]*\]|"\w+")/g;
  return {
    name: "dougong-texts-with-code",
    enforce: "pre",
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: "useTranslation(" },
      handler(code) {
        const names = [...code.matchAll(named)].flatMap(([, list = ""]) => list.match(/\w+/g) ?? []);
        const further = [...new Set(names)].filter((name) => name !== "common");
        if (further.length === 0) return undefined;
        const call = `wantTexts(${further.map((name) => JSON.stringify(name)).join(", ")});`;
        return { code: `${code}\nimport { wantTexts } from "@/i18n/wanted";\n${call}\n`, map: null };
      },
    },
  };
}

/** In development the phone shell answers below /m, and public forms below /f, as the platform does in production. */
function entryFallback(): Plugin {
  return {
    name: "dougong-entry-fallback",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        if (path === "/m" || (path.startsWith("/m/") && !path.includes("."))) request.url = "/m.html";
        if (path.startsWith("/f/") && !path.includes(".")) request.url = "/f.html";
        next();
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [designTokens(), formulaMessages(), textsWithCode(), entryFallback(), react()],
  resolve: { alias: { "@": resolve(root, "src") } },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: process.env.DOUGONG_API ?? "http://127.0.0.1:8000", changeOrigin: false } },
  },
  build: {
    outDir: mode === "stories" ? "dist-stories" : "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      // The component stories are for development and screenshots; production carries the two shells and the public form only.
      input: mode === "stories" ? ["stories.html"] : ["index.html", "m.html", "f.html"],
    },
  },
  test: {
    // Pure logic needs no document; only component tests (*.test.tsx) pay for one.
    projects: [
      { extends: true, test: { name: "logic", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "components",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/testing/setup.ts"],
        },
      },
    ],
  },
}));
