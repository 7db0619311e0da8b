import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { appsQuery, entityQuery } from "@/api/design";
import { SelectField } from "@/ui/page/SelectField";

export type EntityChoiceProps = { readonly value: string; readonly onChange: (entity: string) => void };

/** Tables into which the caller may import. */
export function EntityChoice({ value, onChange }: EntityChoiceProps) {
  const { t } = useTranslation("imports");
  const { data: apps } = useQuery(appsQuery);
  const keys = new Set(
    (apps ?? []).flatMap((app) =>
      app.menu.flatMap((group) => group.items.flatMap((item) => item.entity ?? [])),
    ),
  );
  if (value) keys.add(value);
  const entities = useQueries({ queries: [...keys].map((key) => entityQuery(key)) });
  const open = entities.flatMap(({ data }) => (data?.actions.includes("import") ? [data] : []));
  return (
    <SelectField
      label={t("entity")}
      required
      none={t("choose")}
      value={value}
      onChange={onChange}
      options={open.map((entity) => ({ id: entity.key, label: entity.name }))}
    />
  );
}
