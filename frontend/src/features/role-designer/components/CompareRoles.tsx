import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDraft } from "@/designing/fields/documents";
import { CheckField } from "@/ui/page/CheckField";
import { PlainTable } from "@/ui/page/PlainTable";
import { SelectField } from "@/ui/page/SelectField";
import { actions, changing, type GrantDraft, grantOn, type RoleDraft, rightOn } from "../model/documents";
import { useRoleDesk } from "../RoleDesk";
import style from "./Role.module.css";

/** Every right on one entity, a column for each role: this one first. */
export function CompareRoles() {
  const { t } = useTranslation("roleDesigner");
  const { role, roles, entities, current } = useRoleDesk();
  const [chosen, setChosen] = useState(current?.id ?? entities[0]?.id ?? "");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [only, setOnly] = useState(true);
  const entity = entities.find((one) => one.id === chosen);
  const shown = [role, ...roles.filter((one) => !left.has(one.id))];
  const toggle = (id: string, on: boolean) =>
    setLeft((before) => new Set(on ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <div className={style.compare}>
      <SelectField
        label={t("compare.entity")}
        options={entities.map((one) => ({ id: one.id, label: one.name }))}
        value={chosen}
        onChange={setChosen}
      />
      <fieldset className={style.block}>
        <legend>{t("compare.with")}</legend>
        <div className={style.checks}>
          {roles.map((one) => (
            <CheckField
              key={one.id}
              label={one.name}
              value={!left.has(one.id)}
              onChange={(on) => toggle(one.id, on)}
            />
          ))}
        </div>
      </fieldset>
      <CheckField label={t("compare.only")} value={only} onChange={setOnly} />
      {entity ? <Comparison entity={entity} roles={shown} only={only} /> : null}
    </div>
  );
}

type ComparisonProps = {
  readonly entity: EntityDraft;
  readonly roles: readonly RoleDraft[];
  readonly only: boolean;
};

type Line = { readonly key: string; readonly name: string; readonly cells: readonly string[] };

function Comparison({ entity, roles, only }: ComparisonProps) {
  const { t } = useTranslation("roleDesigner");
  const grants = roles.map((role) => grantOn(role, entity.id));
  const line = (key: string, name: string, cellOf: (grant: GrantDraft | undefined) => string): Line => ({
    key,
    name,
    cells: grants.map(cellOf),
  });
  const seen = (grant: GrantDraft | undefined) =>
    grant ? t(`rows.${grant.scope.rows}`) : t("compare.nothing");
  const changed = (grant: GrantDraft | undefined) =>
    grant?.actions?.some((one) => changing.includes(one))
      ? t(`rows.${(grant.edit_scope ?? grant.scope).rows}`)
      : t("compare.no");
  const all = [
    line("seen", t("grant.seen"), seen),
    line("changed", t("grant.changed"), changed),
    ...actions.map((action) =>
      line(`action.${action}`, t(`action.${action}`), (grant) =>
        t((grant?.actions ?? []).includes(action) ? "compare.yes" : "compare.no"),
      ),
    ),
    ...entity.fields.map((field) =>
      line(`field.${field.id}`, field.name, (grant) => t(`right.${rightOn(grant, field.id)}`)),
    ),
    line("rest", t("matrix.rest"), (grant) => t(`right.${rightOn(grant, "*")}`)),
  ];
  const shown = only ? all.filter((one) => new Set(one.cells).size > 1) : all;
  if (shown.length === 0) return <p className={style.hint}>{t("compare.same")}</p>;
  return (
    <PlainTable
      label={t("compare.title", { name: entity.name })}
      rows={shown}
      rowKey={(one) => one.key}
      columns={[
        { key: "right", title: t("compare.right"), show: (one) => one.name },
        ...roles.map((role, at) => ({
          key: role.id,
          title: role.name,
          show: ({ cells }: Line) =>
            cells[at] === cells[0] ? cells[at] : <mark className={style.differs}>{cells[at]}</mark>,
        })),
      ]}
    />
  );
}
