import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { fieldDocument } from "@/designing/fieldDocuments";
import type { EntityDraft } from "@/designing/fields/documents";
import { CheckField } from "@/ui/page/CheckField";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { addGrant, removeGrant, setAction, setButton, setEditScope, setScope } from "../model/deeds";
import { actions, changing, type GrantDraft, grantOn } from "../model/documents";
import { useRoleDesk } from "../RoleDesk";
import { FieldMatrix } from "./FieldMatrix";
import style from "./Role.module.css";
import { ScopeChoice } from "./ScopeChoice";

/** What the role may do with the records of one entity; nothing that is not given here. */
export function GrantEditor({ entity }: { readonly entity: EntityDraft }) {
  const { t } = useTranslation("roleDesigner");
  const { role, run } = useRoleDesk();
  const grant = grantOn(role, entity.id);
  if (!grant)
    return (
      <EmptyState
        title={t("grant.none", { name: entity.name })}
        hint={t("grant.noneHint")}
        action={
          <Button look="primary" onClick={() => void run(addGrant(role, entity))}>
            {t("grant.add")}
          </Button>
        }
      />
    );
  return <Grant entity={entity} grant={grant} />;
}

type GrantProps = { readonly entity: EntityDraft; readonly grant: GrantDraft };

function Grant({ entity, grant }: GrantProps) {
  const { t } = useTranslation("roleDesigner");
  const { role, run } = useRoleDesk();
  const document = useEntityDocument(entity);
  const changes = (grant.actions ?? []).some((one) => changing.includes(one));
  return (
    <div className={style.grant}>
      <header className={style.grantHead}>
        <h2>{entity.name}</h2>
        <Button size="small" look="quiet" onClick={() => void run(removeGrant(role, entity))}>
          {t("grant.remove")}
        </Button>
      </header>
      <ScopeChoice
        title={t("grant.seen")}
        name="seen"
        entity={document}
        scope={grant.scope}
        onChange={(scope) => scope && run(setScope(role, entity, scope))}
      />
      <Actions entity={entity} grant={grant} />
      {changes ? (
        <ScopeChoice
          title={t("grant.changed")}
          name="changed"
          none={t("grant.same")}
          entity={document}
          scope={grant.edit_scope}
          onChange={(scope) => run(setEditScope(role, entity, scope))}
        />
      ) : null}
      <FieldMatrix entity={entity} grant={grant} />
    </div>
  );
}

function Actions({ entity, grant }: GrantProps) {
  const { t } = useTranslation("roleDesigner");
  const { role, buttons, run } = useRoleDesk();
  const own = buttons.filter((button) => button.entity === entity.id);
  return (
    <fieldset className={style.block}>
      <legend>{t("grant.actions")}</legend>
      <div className={style.checks}>
        {actions.map((action) => (
          <CheckField
            key={action}
            label={t(`action.${action}`)}
            value={(grant.actions ?? []).includes(action)}
            onChange={(given) => void run(setAction(role, entity, grant, action, given))}
          />
        ))}
      </div>
      {own.length > 0 ? <h3>{t("grant.buttons")}</h3> : null}
      <div className={style.checks}>
        {own.map((button) => (
          <CheckField
            key={button.id}
            label={button.name}
            value={(grant.buttons ?? []).includes(button.id)}
            onChange={(given) => void run(setButton(role, entity, grant, button.id, given))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** For conditions: as it runs, with its system fields; what was never published has its draft's fields. */
function useEntityDocument(entity: EntityDraft): EntityDocument {
  const running = useQuery({ ...entityQuery(entity.key), retry: false }).data;
  return useMemo(
    () =>
      running ?? {
        id: entity.id,
        key: entity.key,
        app: entity.app,
        name: entity.name,
        icon: "",
        title: null,
        fields: entity.fields.map((field) => fieldDocument(field, new Map())),
        gates: [],
        actions: [],
        forms: [],
        views: [],
        related: [],
        prints: [],
      },
    [entity, running],
  );
}
