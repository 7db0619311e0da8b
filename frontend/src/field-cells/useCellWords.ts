/** The names and formats that cells of this reader use. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { departmentsQuery, directoryQuery, meQuery } from "@/api/people";
import { currentLanguage } from "@/i18n/setup";
import { defaultZone } from "@/lib/moments";
import type { CellWords } from "./cell";

export function useCellWords(): CellWords {
  const { t, i18n } = useTranslation("cells");
  const { data: people } = useQuery(directoryQuery);
  const { data: departments } = useQuery(departmentsQuery);
  const { data: me } = useQuery(meQuery);
  const language = currentLanguage(i18n);
  const zone = me?.timezone ?? defaultZone;
  return useMemo(() => {
    const person = new Map(people?.map((one) => [one.id, one.name]));
    const department = new Map(departments?.map((one) => [one.id, one.name]));
    const idNamed = (list: readonly { readonly id: string; readonly name: string }[] = [], name: string) => {
      const found = list.filter((one) => one.name === name);
      return found.length === 1 ? found[0]?.id : undefined;
    };
    return {
      t,
      language,
      zone,
      personName: (id) => person.get(id),
      departmentName: (id) => department.get(id),
      personId: (name) => idNamed(people, name),
      departmentId: (name) => idNamed(departments, name),
    };
  }, [t, language, zone, people, departments]);
}
