import { isObject, type Json } from "@/lib/json";

/** Where a notification leads: the task, the run or the record that it is about. */
export function targetOf(link: Json): string | undefined {
  if (!isObject(link)) return undefined;
  if (typeof link.task === "string") return `/todo/${link.task}`;
  const { entity, record, run } = link;
  if (typeof entity === "string" && typeof record === "string") return `/r/${entity}/${record}`;
  return typeof run === "string" ? `/runs/${run}` : undefined;
}
