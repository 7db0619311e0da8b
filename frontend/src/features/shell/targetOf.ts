import { isObject, type Json } from "@/lib/json";

/** Where a notification leads: the task, the run or the record that it is about. */
export function targetOf(link: Json): string | undefined {
  if (!isObject(link)) return undefined;
  if (typeof link.task === "string") return `/todo/${link.task}`;
  if (typeof link.run === "string") return `/runs/${link.run}`;
  const [entity, record] = [link.entity, link.record];
  return typeof entity === "string" && typeof record === "string" ? `/r/${entity}/${record}` : undefined;
}
