/** Titles of linked records that came as bare ids: links to many and links inside sub-tables. */
import { useQuery } from "@tanstack/react-query";
import { entityQuery } from "@/api/design";
import { records } from "@/api/records";

const most = 200;

export function useTitles(entity: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const asked = [...new Set(ids)].sort().slice(0, most);
  const wanted = entity !== "" && asked.length > 0;
  const { data: document } = useQuery({ ...entityQuery(entity), enabled: wanted });
  const title = document?.title;
  const { data } = useQuery({
    queryKey: ["records", entity, "titles", ...asked],
    queryFn: ({ signal }) =>
      records.page(
        entity,
        { filter: { field: "id", op: "in", value: asked }, fields: title ? [title] : ["id"], limit: most },
        signal,
      ),
    enabled: wanted && Boolean(title),
    staleTime: 60_000,
  });
  return new Map((data?.records ?? []).map((record) => [record.id, String(record[title ?? "id"] ?? "")]));
}
