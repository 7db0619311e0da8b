import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { CheckField } from "@/ui/page/CheckField";
import { Skeleton } from "@/ui/shared/Skeleton";
import { type Rows, rowScopes, type ScopeDraft } from "../model/documents";
import { useRoleDesk } from "../RoleDesk";
import style from "./Role.module.css";

export type ScopeChoiceProps = {
  readonly title: string;
  readonly name: string;
  /** Words for 'no scope of its own'; without it there is always one. */
  readonly none?: string;
  readonly entity: EntityDocument;
  readonly scope: ScopeDraft | undefined;
  readonly onChange: (scope: ScopeDraft | undefined) => void;
};

/** Which records, in words; a condition counts from the moment in which it is whole. */
export function ScopeChoice({ title, name, none, entity, scope, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation("roleDesigner");
  const { parts } = useRoleDesk();
  const [asked, setAsked] = useState(false);
  const rows = asked ? "condition" : scope?.rows;
  const choose = (next: Rows) => {
    setAsked(next === "condition" && scope?.rows !== "condition");
    if (next !== "condition") onChange({ rows: next });
  };
  return (
    <fieldset className={style.block}>
      <legend>{title}</legend>
      <div className={style.scopes}>
        {none ? (
          <CheckField
            group={name}
            label={none}
            value={rows === undefined}
            onChange={() => {
              setAsked(false);
              onChange(undefined);
            }}
          />
        ) : null}
        {rowScopes.map((one) => (
          <CheckField
            key={one}
            group={name}
            label={t(`rows.${one}`)}
            hint={t(`rowsHint.${one}`)}
            value={rows === one}
            onChange={() => choose(one)}
          />
        ))}
      </div>
      {rows === "condition" ? (
        <div className={style.condition}>
          <Suspense fallback={<Skeleton lines={2} />}>
            <parts.ConditionEditor
              entity={entity}
              condition={scope?.where}
              none={t("grant.noCondition")}
              onChange={(where) => {
                if (!where) return;
                setAsked(false);
                onChange({ rows: "condition", where });
              }}
            />
          </Suspense>
          {asked ? <p className={style.warning}>{t("grant.unfinished")}</p> : null}
        </div>
      ) : null}
    </fieldset>
  );
}
