import { useQuery } from "@tanstack/react-query";
import {
  Bell,
  CalendarClock,
  Keyboard,
  KeyRound,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Sun,
  UserRoundCheck,
  Users,
  Webhook,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "@/api/call";
import { isAble, meQuery } from "@/api/people";
import { currentLanguage } from "@/i18n/setup";
import type { MenuItem } from "@/ui/shared/Menu";
import { useTheme } from "./ThemeContext";
import type { ThemeChoice } from "./theme";
import { useSwitchLanguage } from "./useSwitchLanguage";

const themes: readonly { readonly choice: ThemeChoice; readonly icon: typeof Sun }[] = [
  { choice: "light", icon: Sun },
  { choice: "dark", icon: Moon },
  { choice: "system", icon: Monitor },
];

export async function signOut(home: string): Promise<void> {
  await call<void>("DELETE", "/session").catch(() => undefined);
  location.assign(home);
}

/** What a person may do about themself: language, theme, notifications, leaving. */
export function usePersonItems(onShortcuts: () => void): readonly MenuItem[] {
  const { t, i18n } = useTranslation("shell");
  const { choice, choose } = useTheme();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const switchTo = useSwitchLanguage();
  const otherLanguage = currentLanguage(i18n) === "zh-CN" ? "en" : "zh-CN";
  return [
    {
      key: "language",
      label: t("language"),
      icon: <Languages />,
      onSelect: () => void switchTo(otherLanguage),
    },
    "line",
    ...themes.map(({ choice: one, icon: Icon }) => ({
      key: one,
      label: t(`theme.${one}`),
      icon: <Icon />,
      checked: choice === one,
      onSelect: () => choose(one),
    })),
    "line",
    { key: "people", label: t("people"), icon: <Users />, onSelect: () => void navigate("/people") },
    {
      key: "calendar",
      label: t("calendar"),
      icon: <CalendarClock />,
      onSelect: () => void navigate("/settings/calendar"),
    },
    ...(isAble(me, "settings")
      ? [
          {
            key: "webhooks",
            label: t("webhooks"),
            icon: <Webhook />,
            onSelect: () => void navigate("/settings/webhooks"),
          },
        ]
      : []),
    { key: "access", label: t("access"), icon: <KeyRound />, onSelect: () => void navigate("/me/access") },
    {
      key: "notifications",
      label: t("notifications"),
      icon: <Bell />,
      onSelect: () => void navigate("/notifications"),
    },
    {
      key: "delegations",
      label: t("delegations"),
      icon: <UserRoundCheck />,
      onSelect: () => void navigate("/me/delegations"),
    },
    {
      key: "shortcuts",
      label: t("shortcuts.title"),
      icon: <Keyboard />,
      shortcut: "?",
      onSelect: onShortcuts,
    },
    "line",
    { key: "out", label: t("signOut"), icon: <LogOut />, onSelect: () => void signOut("/sign-in") },
  ];
}
