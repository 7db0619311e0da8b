import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/people";
import { useLiveEvents } from "@/features/shell/useLiveEvents";

/** Keeps the phone's lists and counts up to date while somebody is signed in. */
export function LiveEvents() {
  const { data } = useQuery({ ...meQuery, enabled: false });
  useLiveEvents(data !== undefined);
  return null;
}
