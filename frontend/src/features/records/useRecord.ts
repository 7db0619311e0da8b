import { useQuery } from "@tanstack/react-query";
import type { EntityDocument } from "@/api/documents";
import { records } from "@/api/records";
import { expandable } from "./model/fields";

/** One record, with the titles of what it points to. */
export const useRecord = (entity: EntityDocument, id: string) =>
  useQuery({
    queryKey: ["records", entity.key, "one", id],
    queryFn: ({ signal }) => {
      const fields = entity.fields.map((field) => ({ field, key: field.key, linked: false }));
      return records.one(entity.key, id, expandable(fields), signal);
    },
  });
