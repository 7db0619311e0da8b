/** Real records on which the page is seen while it is made. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EntityDocument } from "@/api/documents";
import { records } from "@/api/records";

export type Samples = {
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
};

const offered = 20;

/** `wanted` is the record from which the author came. */
export function useSamples(running: EntityDocument | undefined, wanted: string | undefined): Samples {
  const [chosen, onChoose] = useState(wanted);
  const title = running?.title ?? "id";
  const { data } = useQuery({
    queryKey: ["records", running?.key, "samples"],
    queryFn: ({ signal }) =>
      records.page(
        running?.key ?? "",
        { fields: ["id", title], sort: ["-updated_at"], limit: offered },
        signal,
      ),
    enabled: running !== undefined,
  });
  const options = (data?.records ?? []).map((one) => ({ id: one.id, label: String(one[title] ?? one.id) }));
  return { options, chosen: chosen ?? options[0]?.id, onChoose };
}
