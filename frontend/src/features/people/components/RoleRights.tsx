import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entitiesQuery, entityQuery } from "@/api/design";
import { PlainTable } from "@/ui/page/PlainTable";
import type { GrantRow } from "../api";
import { namedFields } from "../model/rights";

/** What a role may do, table by table: which rows, which actions, and the fields that differ from the rest. */
export function RoleRights({ grants }: { readonly grants: readonly GrantRow[] }) {
  const { t } = useTranslation("people");
  const { data: entities = [] } = useQuery(entitiesQuery);
  const known = entities.filter((one) => grants.some((grant) => grant.entity === one.id));
  const documents = useQueries({ queries: known.map((one) => entityQuery(one.key)) });
  const fieldName = (entity: string, field: string) =>
    documents.find((one) => one.data?.id === entity)?.data?.fields.find((one) => one.id === field)?.name;
  const rows = grants.flatMap((grant) => {
    const entity = known.find((one) => one.id === grant.entity);
    return entity ? [{ grant, name: entity.name }] : [];
  });
  const fieldWords = ({ fields, entity }: GrantRow) => [
    t(`right.rest.${fields["*"] ?? "none"}`),
    ...namedFields(fields).map(({ right, ids }) => {
      const names = ids.flatMap((id) => fieldName(entity, id) ?? []);
      return t(`right.named.${right}`, { names: names.join(t("right.comma")), count: ids.length });
    }),
  ];
  return (
    <PlainTable
      label={t("right.title")}
      rows={rows}
      rowKey={({ grant }) => `${grant.entity} ${grant.scope.rows} ${grant.edit_scope?.rows ?? ""}`}
      columns={[
        { key: "entity", title: t("right.entity"), show: ({ name }) => name },
        { key: "rows", title: t("right.seen"), show: ({ grant }) => t(`right.rows.${grant.scope.rows}`) },
        {
          key: "actions",
          title: t("right.actions"),
          show: ({ grant }) => {
            const actions = grant.actions.map((one) => t(`right.action.${one}`)).join(t("right.comma"));
            const edited = grant.edit_scope ? t(`right.rows.${grant.edit_scope.rows}`) : undefined;
            return edited ? t("right.within", { actions, rows: edited }) : actions || t("right.onlySee");
          },
        },
        {
          key: "fields",
          title: t("right.fields"),
          show: ({ grant }) => fieldWords(grant).join(t("right.semicolon")),
        },
      ]}
    />
  );
}
