/** A block as it looks without a record: names of fields in the place of their values. */
import type { BlockDrawn } from "@/api/prints";
import type { BlockDraft } from "./documents";

export type Naming = {
  /** Of the record that is printed. */
  readonly field: (path: string) => string;
  /** Of the rows of a table. */
  readonly column: (block: BlockDraft, path: string) => string;
  readonly total: string;
  readonly approvals: string;
};

const place = /\{\{ *([a-z][a-z0-9_.]*)[^}]*\}\}/g;

export const withNames = (text: string, { field }: Pick<Naming, "field">): string =>
  text.replace(place, (_whole, path: string) => `\u3014${field(path)}\u3015`);

const nothing = "\u2026";

export function sketch(block: BlockDraft, naming: Naming): BlockDrawn {
  switch (block.type) {
    case "heading":
      return {
        id: block.id,
        type: "heading",
        text: withNames(block.text, naming),
        level: block.level ?? 1,
        align: block.align ?? "left",
      };
    case "text":
      return {
        id: block.id,
        type: "text",
        text: withNames(block.text, naming),
        align: block.align ?? "left",
      };
    case "fields":
      return {
        id: block.id,
        type: "fields",
        title: block.title ?? "",
        columns: block.columns ?? 2,
        cells: block.fields.map((path) => ({ label: naming.field(path), value: nothing })),
      };
    case "rows":
    case "related":
      return { id: block.id, type: "tables", title: block.title ?? "", tables: [tableOf(block, naming)] };
    case "approvals": {
      const table = { heading: "", columns: [], rows: [], totals: null, note: naming.approvals };
      return { id: block.id, type: "tables", title: block.title ?? "", tables: [table] };
    }
    case "signatures":
      return { id: block.id, type: "signatures", places: block.places.map((one) => one.name) };
    case "page_break":
      return { id: block.id, type: "page_break" };
  }
}

function tableOf(
  block: Extract<BlockDraft, { readonly type: "rows" | "related" }>,
  naming: Naming,
): Extract<BlockDrawn, { readonly type: "tables" }>["tables"][number] {
  const totals = block.totals ?? [];
  const cells = block.fields.map((path, at) =>
    totals.includes(path) ? nothing : at === 0 ? naming.total : "",
  );
  return {
    heading: "",
    columns: block.fields.map((path) => ({ name: naming.column(block, path), align: "left" as const })),
    rows: block.fields.length > 0 ? [block.fields.map(() => nothing)] : [],
    totals: totals.length > 0 ? cells : null,
    note: "",
  };
}
