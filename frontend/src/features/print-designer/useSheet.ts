/** The draft filled in with a sample record, soon after it changed; what was filled in before stays until then. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type BlockDrawn, prints, type Sheet } from "@/api/prints";
import { sameDocument } from "@/designing/model/canonical";
import type { Json } from "@/lib/json";
import { type BlockDraft, blockOf, type PrintDraft } from "./model/documents";

const pause = 400;

type Tried = { readonly print: PrintDraft; readonly sheet: Sheet };

export type SheetAnswer = {
  readonly sheet: Sheet | undefined;
  /** The block with values; undefined while there are none for what it is now, null where it has nothing to show. */
  readonly drawnOf: (block: BlockDraft) => BlockDrawn | null | undefined;
};

export function useSheet(print: PrintDraft, sample: string | undefined): SheetAnswer {
  const [asked, setAsked] = useState(print);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(print), pause);
    return () => clearTimeout(timer);
  }, [print]);
  const { data } = useQuery({
    queryKey: ["print-tried", sample, asked],
    queryFn: async ({ signal }): Promise<Tried> => {
      const document = asked as unknown as { readonly [member: string]: Json };
      return { print: asked, sheet: await prints.tried(document, sample ?? "", signal) };
    },
    enabled: sample !== undefined,
    placeholderData: keepPreviousData,
    // A draft that does not fit yet is told by the list of problems; asking again would not mend it.
    retry: false,
    gcTime: 0,
  });
  const drawnOf: SheetAnswer["drawnOf"] = (block) => {
    if (!data || !sameDocument(blockOf(data.print, block.id), block)) return undefined;
    return data.sheet.blocks.find((one) => one.id === block.id) ?? null;
  };
  return { sheet: data?.sheet, drawnOf };
}
