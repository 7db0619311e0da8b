/** Everything that can be done to a print template, as plain data. */
import type { Command } from "@/designing/model/command";
import type { Json } from "@/lib/json";
import type { BlockDraft, FooterDraft, PaperDraft } from "./documents";

type On<Name extends string, Members> = Command & { readonly do: Name; readonly print: string } & Members;

export type PrintCommand =
  | On<"print.set", { readonly members: { readonly name?: string; readonly description?: string } }>
  | On<"paper.set", { readonly members: PaperDraft }>
  | On<"footer.set", { readonly members: FooterDraft }>
  | On<"block.add", { readonly block: BlockDraft; readonly before: string | null }>
  | On<"block.set", { readonly block: string; readonly members: Readonly<Record<string, Json>> }>
  | On<"block.move", { readonly block: string; readonly before: string | null }>
  | On<"block.remove", { readonly block: string }>;

export type PrintDeed = PrintCommand["do"];
export type CommandOf<Name extends PrintDeed> = Extract<PrintCommand, { readonly do: Name }>;
