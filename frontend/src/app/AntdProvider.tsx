import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { antdTheme } from "@/ui/antdTheme";
import type { Accent } from "@/ui/tokens";
import { useTheme } from "./ThemeContext";

export type AntdProviderProps = { readonly accent?: Accent; readonly children: ReactNode };

/** Wraps pages that use antd controls; lazy, so that pages without them do not carry antd. */
export function AntdProvider({ accent = "indigo", children }: AntdProviderProps) {
  const { theme } = useTheme();
  const { i18n } = useTranslation();
  return (
    <ConfigProvider
      theme={antdTheme(theme, accent)}
      locale={i18n.resolvedLanguage === "en" ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
