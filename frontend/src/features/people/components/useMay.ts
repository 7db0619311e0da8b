import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/people";

/** What the caller may do to people here. */
export function useMay() {
  const { data: me } = useQuery(meQuery);
  const admin = me?.admin ?? false;
  return {
    admin,
    people: admin || (me?.abilities.includes("people") ?? false),
    self: me?.person.id,
  } as const;
}
