import { useTranslation } from "react-i18next";
import { useAppDesk } from "../AppDesk";
import style from "./Menu.module.css";

export type IconChoiceProps = { readonly value: string; readonly onChange: (icon: string) => void };

/** One of the icons that the shell can draw, or the usual one. */
export function IconChoice({ value, onChange }: IconChoiceProps) {
  const { t } = useTranslation("appDesigner");
  const { parts } = useAppDesk();
  return (
    <fieldset className={style.choices}>
      <legend>{t("properties.icon")}</legend>
      <button type="button" className={style.icon} aria-pressed={value === ""} onClick={() => onChange("")}>
        {t("properties.iconUsual")}
      </button>
      {parts.iconNames.map((name) => (
        <button
          key={name}
          type="button"
          className={style.icon}
          aria-label={t(`icon.${name}`)}
          title={t(`icon.${name}`)}
          aria-pressed={value === name}
          onClick={() => onChange(name)}
        >
          {parts.iconOf(name)}
        </button>
      ))}
    </fieldset>
  );
}
