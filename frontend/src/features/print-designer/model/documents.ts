/** A print template as its draft holds it: members at their default are absent. */
import type { DesignDocument, Workbench } from "@/designing/model/workbench";

export const blockTypes = [
  "heading",
  "text",
  "fields",
  "rows",
  "related",
  "approvals",
  "signatures",
  "page_break",
] as const;
export type BlockType = (typeof blockTypes)[number];
export type Align = "left" | "center" | "right";

type Of<Type extends BlockType, Members = unknown> = { readonly id: string; readonly type: Type } & Members;

export type Listed = {
  readonly title?: string;
  readonly fields: readonly string[];
  readonly totals?: readonly string[];
};
export type Place = { readonly id: string; readonly name: string };

export type BlockDraft =
  | Of<"heading", { readonly text: string; readonly level?: number; readonly align?: Align }>
  | Of<"text", { readonly text: string; readonly align?: Align }>
  | Of<"fields", { readonly title?: string; readonly columns?: number; readonly fields: readonly string[] }>
  | Of<"rows", Listed & { readonly rows: string }>
  | Of<"related", Listed & { readonly entity: string; readonly link: string }>
  | Of<"approvals", { readonly title?: string }>
  | Of<"signatures", { readonly places: readonly Place[] }>
  | Of<"page_break">;

export type BlockOf<Type extends BlockType> = Extract<BlockDraft, { readonly type: Type }>;

export type PaperDraft = {
  readonly size?: "a4" | "a5";
  readonly direction?: "portrait" | "landscape";
  readonly margin?: number;
};
export type FooterDraft = { readonly text?: string; readonly numbers?: boolean };

export type PrintDraft = DesignDocument & {
  readonly entity: string;
  readonly description?: string;
  readonly paper?: PaperDraft;
  readonly blocks?: readonly BlockDraft[];
  readonly footer?: FooterDraft;
};

export const paperDefaults = { size: "a4", direction: "portrait", margin: 20 } as const;
export const footerDefaults = { text: "", numbers: true } as const;
export const printDefaults = { description: "", paper: {}, blocks: [], footer: {} } as const;

const listDefaults = { title: "", totals: [] } as const;
export const blockDefaults: Readonly<Record<BlockType, Readonly<Record<string, unknown>>>> = {
  heading: { level: 1, align: "left" },
  text: { align: "left" },
  fields: { title: "", columns: 2 },
  rows: listDefaults,
  related: listDefaults,
  approvals: { title: "" },
  signatures: {},
  page_break: {},
};

/** Members that a block of a type has beside those that have a default. */
const ownMembers: Readonly<Record<BlockType, readonly string[]>> = {
  heading: ["text"],
  text: ["text"],
  fields: ["fields"],
  rows: ["rows", "fields"],
  related: ["entity", "link", "fields"],
  approvals: [],
  signatures: ["places"],
  page_break: [],
};

export const hasMembers = (type: BlockType, members: object): boolean =>
  Object.keys(members).every((one) => ownMembers[type].includes(one) || one in blockDefaults[type]);

export function printOf(workbench: Workbench, id: string): PrintDraft | undefined {
  const found = workbench[id];
  return found?.kind === "print" ? (found as PrintDraft) : undefined;
}

export const blocksOf = (print: PrintDraft): readonly BlockDraft[] => print.blocks ?? [];

export const blockOf = (print: PrintDraft, id: string): BlockDraft | undefined =>
  blocksOf(print).find((block) => block.id === id);
