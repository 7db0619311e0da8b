/** The design tokens as an antd theme, so that antd controls and our own look like one family. */
import { type ThemeConfig, theme } from "antd";
import { type Accent, accentOf, colorsOf, font, type Theme, toneOf } from "./tokens";

export function antdTheme(mode: Theme, accent: Accent): ThemeConfig {
  const color = colorsOf(mode);
  const { solid, text } = accentOf(accent, mode);
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: solid,
      colorLink: text,
      colorLinkHover: text,
      colorSuccess: toneOf("success", mode).mark,
      colorWarning: toneOf("warning", mode).mark,
      // The dark algorithm dims what it is given; the lighter text tone keeps danger readable on dark ground.
      colorError: mode === "dark" ? toneOf("danger", mode).text : toneOf("danger", mode).mark,
      colorErrorText: toneOf("danger", mode).text,
      colorInfo: solid,
      colorText: color.text,
      colorTextSecondary: color["text-2"],
      colorTextTertiary: color["text-3"],
      colorTextDescription: color["text-3"],
      colorTextPlaceholder: color["text-3"],
      colorBgLayout: color.canvas,
      colorBgContainer: color.surface,
      colorBgElevated: mode === "dark" ? color.hover : color.surface,
      colorBorder: color["line-strong"],
      colorBorderSecondary: color.line,
      colorSplit: color.line,
      fontFamily: font.family,
      fontFamilyCode: font.mono,
      fontSize: 14,
      controlHeight: 32,
      borderRadius: 6,
      borderRadiusSM: 4,
      borderRadiusLG: 10,
      motionDurationFast: "0.06s",
      motionDurationMid: "0.1s",
      motionDurationSlow: "0.14s",
      boxShadow: `0 6px 24px ${color.shadow}`,
      boxShadowSecondary: `0 6px 24px ${color.shadow}`,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
      Table: { headerBg: color.sunken, rowHoverBg: color.hover, cellPaddingBlock: 8 },
      Menu: { itemHeight: 32, itemBorderRadius: 6, itemSelectedColor: text },
      Tabs: {
        horizontalItemPadding: "8px 0",
        itemSelectedColor: text,
        itemHoverColor: text,
        itemActiveColor: text,
      },
      Modal: { titleFontSize: 16 },
      Card: { headerHeight: 44 },
    },
  };
}
