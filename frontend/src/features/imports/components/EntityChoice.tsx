import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entitiesQuery, entityQuery } from "@/api/design";
import { isAble, meQuery } from "@/api/people";
import { SelectField } from "@/ui/page/SelectField";

export type EntityChoiceProps = { readonly value: string; readonly onChange: (entity: string) => void };

/** Tables into which the caller may import. */
export function EntityChoice({ value, onChange }: EntityChoiceProps) {
  const { t } = useTranslation("imports");
  const { data: me } = useQuery(meQuery);
  const people = isAble(me, "people");
  const { data: names } = useQuery(entitiesQuery);
  const entities = useQueries({ queries: (names ?? []).map((one) => entityQuery(one.key)) });
  const open = entities.flatMap(({ data }) => (data?.actions.includes("import") ? [data] : []));
  return (
    <SelectField
      label={t("entity")}
      required
      none={t("choose")}
      value={value}
      onChange={onChange}
      options={[
        ...open.map((entity) => ({ id: entity.key, label: entity.name })),
        ...(people ? [{ id: "people", label: t("people") }] : []),
      ]}
    />
  );
}
