/** Records through print templates: the sheet in words, and where its PDF is. */
import type { Json } from "@/lib/json";
import { call } from "./call";
import type { Schemas } from "./schemas";

export type Sheet = Schemas["Sheet"];
export type BlockDrawn = Sheet["blocks"][number];
export type TableDrawn = Schemas["TableDrawn"];

const at = (entity: string, record: string, print: string) => `/records/${entity}/${record}/prints/${print}`;

export const prints = {
  sheet: (entity: string, record: string, print: string, signal?: AbortSignal) =>
    call<Sheet>("GET", at(entity, record, print), signal ? { signal } : {}),
  /** Opened by the browser itself, which shows and prints it. */
  pdf: (entity: string, record: string, print: string) => `/api${at(entity, record, print)}/pdf`,
  /** Through a template that need not be saved. */
  tried: (document: { readonly [member: string]: Json }, record: string, signal?: AbortSignal) =>
    call<Sheet>("POST", "/design/prints/sheet", {
      body: { document, record },
      ...(signal ? { signal } : {}),
    }),
};
