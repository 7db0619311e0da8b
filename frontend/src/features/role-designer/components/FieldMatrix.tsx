import { Undo2 } from "lucide-react";
import { memo, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDraft } from "@/designing/fields/documents";
import { match } from "@/lib/pinyin/matching";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { SearchInput } from "@/ui/shared/SearchInput";
import { setAll, setRights } from "../model/deeds";
import { type GrantDraft, type Right, restOf, rights } from "../model/documents";
import { useRoleDesk } from "../RoleDesk";
import style from "./Role.module.css";

export type FieldMatrixProps = { readonly entity: EntityDraft; readonly grant: GrantDraft };

/** One row a field, one column a right; a field without a right of its own follows the rest. */
export function FieldMatrix({ entity, grant }: FieldMatrixProps) {
  const { t } = useTranslation("roleDesigner");
  const { role, run } = useRoleDesk();
  const [sought, setSought] = useState("");
  const text = sought.trim();
  const shown = entity.fields.filter((field) => text === "" || match(field.name, text) > 0);
  const desk = useRef({ role, entity, run });
  desk.current = { role, entity, run };
  const set = useCallback((id: string, name: string, right: Right | null) => {
    const now = desk.current;
    now.run(setRights(now.role, now.entity, [{ id, name }], right));
  }, []);
  const setShown = (right: Right) =>
    run(text === "" ? setAll(role, entity, right) : setRights(role, entity, shown, right));
  return (
    <fieldset className={style.block}>
      <legend>{t("matrix.title")}</legend>
      <div className={style.matrixBar}>
        <SearchInput label={t("matrix.search")} value={sought} onChange={setSought} />
        <span>{t(text === "" ? "matrix.setAll" : "matrix.setFound", { count: shown.length })}</span>
        {rights.map((right) => (
          <Button key={right} size="small" onClick={() => void setShown(right)}>
            {t(`right.${right}`)}
          </Button>
        ))}
      </div>
      <p className={style.hint}>{t("matrix.masked")}</p>
      <div className={style.matrix}>
        <div className={style.matrixHead} aria-hidden="true">
          <span>{t("matrix.field")}</span>
          {rights.map((right) => (
            <span key={right}>{t(`right.${right}`)}</span>
          ))}
        </div>
        <FieldRow id="*" name={t("matrix.rest")} right={restOf(grant)} own onSet={set} />
        {shown.map((field) => (
          <FieldRow
            key={field.id}
            id={field.id}
            name={field.name}
            right={grant.fields[field.id] ?? restOf(grant)}
            own={field.id in grant.fields}
            onSet={set}
          />
        ))}
      </div>
    </fieldset>
  );
}

type FieldRowProps = {
  readonly id: string;
  readonly name: string;
  readonly right: Right;
  /** It has a right of its own and does not follow the rest. */
  readonly own: boolean;
  readonly onSet: (id: string, name: string, right: Right | null) => void;
};

/** Rendered again only when its own right changes: an entity may have hundreds of fields. */
const FieldRow = memo(
  function FieldRow({ id, name, right, own, onSet }: FieldRowProps) {
    const { t } = useTranslation("roleDesigner");
    return (
      <div
        role="radiogroup"
        aria-label={name}
        className={style.fieldRow}
        data-own={own || undefined}
        data-rest={id === "*" || undefined}
      >
        <span className={style.fieldName}>
          {name}
          {own && id !== "*" ? (
            <IconButton
              size="small"
              label={t("matrix.follow", { name })}
              icon={<Undo2 />}
              onClick={() => onSet(id, name, null)}
            />
          ) : null}
        </span>
        {rights.map((one) => (
          <label key={one} className={style.cell}>
            <input
              type="radio"
              name={`right.${id}`}
              aria-label={t(`right.${one}`)}
              checked={right === one}
              onChange={() => onSet(id, name, one)}
            />
          </label>
        ))}
      </div>
    );
  },
  (before, after) => before.right === after.right && before.own === after.own && before.name === after.name,
);
