import { useSearchParams } from "react-router";
import { type TaskTab, taskTabs } from "../api";

/** Which list is open stands in the address. */
export function useTaskTab(): readonly [TaskTab, (tab: TaskTab) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab");
  const tab = taskTabs.find((one) => one === asked) ?? "todo";
  return [tab, (next) => setSearch(next === "todo" ? {} : { tab: next }, { replace: true })];
}
