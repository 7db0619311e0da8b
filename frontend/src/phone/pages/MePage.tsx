import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/api/call";
import { meQuery } from "@/api/people";
import { rememberThemeChoice, type ThemeChoice, themeChoice } from "@/app/theme";
import { useSwitchLanguage } from "@/app/useSwitchLanguage";
import { currentLanguage } from "@/i18n/setup";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { SelectField } from "@/ui-phone/SelectField";
import { PhoneShell } from "../PhoneShell";
import style from "./phonePages.module.css";

const isTheme = (name: string): name is ThemeChoice => ["light", "dark", "system"].includes(name);

export function MePage() {
  const { t, i18n } = useTranslation(["phonePages", "shell"]);
  const { data: me } = useQuery(meQuery);
  const [theme, setTheme] = useState(themeChoice);
  const switchTo = useSwitchLanguage();
  const leave = async () => {
    await call<void>("DELETE", "/session").catch(() => undefined);
    location.assign("/m/sign-in");
  };
  return (
    <PhoneShell title={t("me.title")}>
      <div className={style.form}>
        {me ? (
          <div className={style.person}>
            <Avatar id={me.person.id} name={me.person.name} size={56} />
            <div>
              <strong>{me.person.name}</strong>
              <p>{me.workspace.name}</p>
            </div>
          </div>
        ) : null}
        <SelectField
          label={t("me.language")}
          options={[
            { id: "zh-CN", label: t("me.chinese") },
            { id: "en", label: "English" },
          ]}
          value={[currentLanguage(i18n)]}
          clearable={false}
          onChange={([language]) => void switchTo(language === "en" ? "en" : "zh-CN")}
        />
        <SelectField
          label={t("me.theme")}
          options={(["system", "light", "dark"] as const).map((id) => ({
            id,
            label: t(`shell:theme.${id}`),
          }))}
          value={[theme]}
          clearable={false}
          onChange={([choice]) => {
            if (!choice || !isTheme(choice)) return;
            rememberThemeChoice(choice);
            setTheme(choice);
          }}
        />
        <a className={style.desktop} href="/?desktop=1">
          {t("shell:desktopVersion")}
        </a>
        <Button size="phone" block onClick={() => void leave()}>
          {t("shell:signOut")}
        </Button>
      </div>
    </PhoneShell>
  );
}
