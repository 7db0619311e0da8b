import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entitiesQuery, entityQuery } from "@/api/design";
import { isAble, meQuery } from "@/api/people";
import { SelectField } from "@/ui/page/SelectField";
import type { SelectOption } from "@/ui/shared/Select";

/** Tables into which the caller may import; undefined while they are asked for. */
export function useImportTargets(): readonly SelectOption[] | undefined {
  const { t } = useTranslation("imports");
  const { data: me } = useQuery(meQuery);
  const { data: names } = useQuery(entitiesQuery);
  const entities = useQueries({ queries: (names ?? []).map((one) => entityQuery(one.key)) });
  if (!me || !names || entities.some((one) => one.isPending)) return undefined;
  const open = entities.flatMap(({ data }) => (data?.actions.includes("import") ? [data] : []));
  return [
    ...open.map((entity) => ({ id: entity.key, label: entity.name })),
    ...(isAble(me, "people") ? [{ id: "people", label: t("people") }] : []),
  ];
}

export type EntityChoiceProps = {
  readonly targets: readonly SelectOption[];
  readonly value: string;
  readonly onChange: (entity: string) => void;
};

export function EntityChoice({ targets, value, onChange }: EntityChoiceProps) {
  const { t } = useTranslation("imports");
  return (
    <SelectField
      label={t("entity")}
      required
      none={t("choose")}
      value={value}
      onChange={onChange}
      options={targets}
    />
  );
}
