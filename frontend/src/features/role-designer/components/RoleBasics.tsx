import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { setAbility, setPage, setRole } from "../model/deeds";
import { abilities } from "../model/documents";
import { useRoleDesk } from "../RoleDesk";
import style from "./Role.module.css";

/** What a role has beside the rights on records: its name, abilities on the workspace, boards of its own. */
export function RoleBasics() {
  const { t } = useTranslation("roleDesigner");
  const { role, pages, run } = useRoleDesk();
  return (
    <div className={style.grant}>
      <TextSetting
        label={t("role.name")}
        required
        maxLength={200}
        value={role.name}
        onCommit={(name) => void run(setRole(role, { name }))}
      />
      <TextSetting
        label={t("role.description")}
        rows={2}
        maxLength={2000}
        value={role.description ?? ""}
        onCommit={(description) => void run(setRole(role, { description }))}
      />
      <fieldset className={style.block}>
        <legend>{t("role.abilities")}</legend>
        <p className={style.hint}>{t("role.abilitiesHint")}</p>
        <div className={style.scopes}>
          {abilities.map((ability) => (
            <CheckField
              key={ability}
              label={t(`ability.${ability}`)}
              hint={t(`abilityHint.${ability}`)}
              value={(role.abilities ?? []).includes(ability)}
              onChange={(given) => void run(setAbility(role, ability, given))}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={style.block}>
        <legend>{t("role.opens")}</legend>
        <p className={style.hint}>{t("role.opensHint")}</p>
        <div className={style.checks}>
          {pages.map((page) => (
            <CheckField
              key={page.id}
              label={page.name}
              value={(role.opens ?? []).includes(page.id)}
              onChange={(shown) => void run(setPage(role, page, shown))}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
