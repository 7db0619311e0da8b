/// <reference types="vite/client" />

declare module "virtual:tokens.css";

/** Code → sentence with {param} places, by language. */
declare module "virtual:formula-messages" {
  export const catalogues: Readonly<Record<"zh-CN" | "en", Readonly<Record<string, string>>>>;
}
