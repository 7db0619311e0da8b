/** Titles that were pasted into a column of links: looked up together before the paste, then read one by one. */
import type { QueryClient } from "@tanstack/react-query";
import { entityQuery } from "@/api/design";
import type { FieldDocument } from "@/api/documents";
import { records } from "@/api/records";
import { inBatches } from "@/features/records/model/gridEdits";
import { type CellWords, partsOf, read, refuse } from "@/field-cells/cell";
import type { Parsed } from "@/ui/grid/model/gridTypes";

type Target = { readonly id: string; readonly title: string };

const titlesAtOnce = 200;
const mostAnswers = 500;

export type LinkTexts = {
  readonly learn: (texts: readonly string[]) => Promise<void>;
  readonly fromText: (text: string) => Parsed;
};

/** A title of no record, or of several, is refused with words. */
export function linkTexts(field: FieldDocument, client: QueryClient, words: CellWords): LinkTexts {
  const known = new Map<string, readonly Target[]>();
  const titles = (text: string) => (field.many ? partsOf(text) : [text.trim()]);
  const one = (title: string): Target | undefined => {
    const found = known.get(title) ?? [];
    return found.length === 1 ? found[0] : undefined;
  };
  return {
    learn: async (texts) => {
      const entity = field.entity_key ?? "";
      const { title } = await client.fetchQuery(entityQuery(entity));
      const fresh = [...new Set(texts.flatMap(titles))].filter((text) => !known.has(text));
      if (title === null || fresh.length === 0) return;
      for (const value of inBatches(fresh, titlesAtOnce)) {
        const filter = { field: title, op: "in", value };
        const page = await records.page(entity, { filter, fields: [title], limit: mostAnswers });
        for (const text of value) known.set(text, []);
        for (const record of page.records) {
          const text = String(record[title] ?? "");
          known.set(text, [...(known.get(text) ?? []), { id: record.id, title: text }]);
        }
      }
    },
    fromText: (text) => {
      if (text.trim() === "") return read(null);
      const found = titles(text).map((title) => ({ title, target: one(title) }));
      const lost = found.find(({ target }) => target === undefined);
      if (lost) return refuse(words.t("cells:reason.record", { text: lost.title }));
      const targets = found.flatMap(({ target }) => (target ? [target] : []));
      return read(field.many ? targets : (targets[0] ?? null));
    },
  };
}
