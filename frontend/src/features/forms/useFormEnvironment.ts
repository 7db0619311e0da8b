/** Who fills the form in, and when: what defaults and rules such as @me and today mean. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { meQuery, personQuery } from "@/api/people";
import { ianaZone } from "@/lib/formula/zone";
import { defaultZone } from "@/lib/moments";
import type { FormEnvironment } from "./model/formScene";

/** Undefined until it is known who asks. */
export function useFormEnvironment(): FormEnvironment | undefined {
  const { data: me } = useQuery(meQuery);
  const { data: person, isFetched } = useQuery({
    ...personQuery(me?.person.id ?? ""),
    enabled: me !== undefined,
  });
  return useMemo(() => {
    if (!me || !isFetched) return undefined;
    return {
      clock: { now: BigInt(Date.now()) * 1000n, zone: ianaZone(me.timezone || defaultZone) },
      reader: {
        me: me.person.id,
        departments: person?.department_id ? [person.department_id] : [],
        subordinates: [],
      },
    };
  }, [me, isFetched, person]);
}
