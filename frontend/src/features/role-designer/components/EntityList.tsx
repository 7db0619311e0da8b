import { ShieldCheck, Table2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { match } from "@/lib/pinyin/matching";
import { SearchInput } from "@/ui/shared/SearchInput";
import { grantOn } from "../model/documents";
import { useRoleDesk } from "../RoleDesk";
import style from "./Role.module.css";

/** The role itself, and every entity with the rows that it may see there. */
export function EntityList({ onShown }: { readonly onShown: () => void }) {
  const { t } = useTranslation("roleDesigner");
  const { role, entities, current, show } = useRoleDesk();
  const [sought, setSought] = useState("");
  const text = sought.trim();
  const open = (entity: string | undefined) => {
    show(entity);
    onShown();
  };
  return (
    <nav className={style.list} aria-label={t("pane.entities")}>
      <button
        type="button"
        className={style.entity}
        aria-current={current ? undefined : "page"}
        onClick={() => open(undefined)}
      >
        <ShieldCheck size={15} aria-hidden="true" />
        <span>{t("list.role")}</span>
      </button>
      <SearchInput label={t("list.search")} value={sought} onChange={setSought} />
      <ul>
        {entities
          .filter((entity) => text === "" || match(entity.name, text) > 0)
          .map((entity) => {
            const grant = grantOn(role, entity.id);
            return (
              <li key={entity.id}>
                <button
                  type="button"
                  className={style.entity}
                  aria-current={current === entity ? "page" : undefined}
                  onClick={() => open(entity.id)}
                >
                  <Table2 size={15} aria-hidden="true" />
                  <span>
                    {entity.name}
                    <small>{grant ? t(`rows.${grant.scope.rows}`) : t("list.none")}</small>
                  </span>
                </button>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}
