/** How many tasks wait for the reader; for the badge of the first tab. */
import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/call";

type Answer = { readonly tasks: readonly unknown[]; readonly counts?: { readonly todo?: number } };

export function useTodoCount(): number {
  const { data } = useQuery({
    queryKey: ["tasks", "waiting"],
    queryFn: ({ signal }) => call<Answer>("GET", "/tasks", { query: { tab: "todo" }, signal }),
    retry: false,
  });
  return data?.counts?.todo ?? data?.tasks.length ?? 0;
}
