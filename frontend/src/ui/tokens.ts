/** Typed access to the design tokens for code that cannot use CSS variables (antd, charts). */
import tokens from "./tokens.json";

export type Theme = "light" | "dark";
export type Accent = keyof typeof tokens.accent;
export type Tone = keyof typeof tokens.status;

export const accents = Object.keys(tokens.accent) as Accent[];

export const isAccent = (name: string): name is Accent => name in tokens.accent;

export const colorsOf = (theme: Theme) => tokens.color[theme];
export const accentOf = (accent: Accent, theme: Theme) => tokens.accent[accent][theme];
export const toneOf = (tone: Tone, theme: Theme) => tokens.status[tone][theme];
export const chartPalette = (theme: Theme): readonly string[] => tokens.chart[theme];
export const font = tokens.font;
