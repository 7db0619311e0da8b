import { useTranslation } from "react-i18next";
import { type EntityDraft, fieldOf } from "@/designing/fields/documents";
import { abilities, type GrantDraft, grantOn, restOf } from "../model/documents";
import { exceptions } from "../model/summary";
import { useRoleDesk } from "../RoleDesk";
import style from "./Role.module.css";

const mostNamed = 8;

/** All that the role comes to, in words; whatever is not said here is refused. */
export function RoleSummary() {
  const { t } = useTranslation("roleDesigner");
  const { role, entities, show } = useRoleDesk();
  const given = abilities.filter((ability) => (role.abilities ?? []).includes(ability));
  const granted = entities.flatMap((entity) => {
    const grant = grantOn(role, entity.id);
    return grant ? [{ entity, grant }] : [];
  });
  const refused = entities.filter((entity) => !grantOn(role, entity.id));
  return (
    <div className={style.summary}>
      <h2>{t("summary.title", { name: role.name })}</h2>
      {granted.map(({ entity, grant }) => (
        <section key={entity.id}>
          <button type="button" onClick={() => show(entity.id)}>
            {entity.name}
          </button>
          <GrantWords entity={entity} grant={grant} />
        </section>
      ))}
      {given.length > 0 ? (
        <p>
          {t("summary.abilities", {
            list: given.map((one) => t(`ability.${one}`)).join(t("summary.comma")),
          })}
        </p>
      ) : null}
      {refused.length > 0 ? (
        <p className={style.hint}>
          {t("summary.refused", { list: refused.map((one) => one.name).join(t("summary.comma")) })}
        </p>
      ) : null}
      <p className={style.hint}>{t("summary.deny")}</p>
    </div>
  );
}

type WordsProps = { readonly entity: EntityDraft; readonly grant: GrantDraft };

function GrantWords({ entity, grant }: WordsProps) {
  const { t } = useTranslation("roleDesigner");
  const comma = t("summary.comma");
  const actions = (grant.actions ?? []).map((one) => t(`action.${one}`)).join(comma);
  const named = (ids: readonly string[]) =>
    ids
      .slice(0, mostNamed)
      .map((id) => fieldOf(entity, id)?.name ?? id)
      .join(comma) + (ids.length > mostNamed ? t("summary.more", { count: ids.length - mostNamed }) : "");
  return (
    <ul>
      <li>{t("summary.rows", { rows: t(`rows.${grant.scope.rows}`) })}</li>
      <li>{actions ? t("summary.actions", { list: actions }) : t("summary.look")}</li>
      {grant.edit_scope ? (
        <li>{t("summary.changes", { rows: t(`rows.${grant.edit_scope.rows}`) })}</li>
      ) : null}
      {exceptions(
        grant,
        entity.fields.map((field) => field.id),
      ).map(({ right, fields }) => (
        <li key={right}>{t("summary.fields", { right: t(`right.${right}`), list: named(fields) })}</li>
      ))}
      <li>{t("summary.rest", { right: t(`right.${restOf(grant)}`) })}</li>
    </ul>
  );
}
