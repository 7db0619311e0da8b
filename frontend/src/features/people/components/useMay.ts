import { useQuery } from "@tanstack/react-query";
import { isAble, meQuery } from "@/api/people";

/** What the caller may do to people here. */
export function useMay() {
  const { data: me } = useQuery(meQuery);
  return {
    admin: me?.admin ?? false,
    people: isAble(me, "people"),
    self: me?.person.id,
  } as const;
}
