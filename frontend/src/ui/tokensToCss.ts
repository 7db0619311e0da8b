/** Turns the design tokens into CSS custom properties for both themes and every accent. */

type Flat = Record<string, string>;
type Themed<T> = { light: T; dark: T };

export type TokenFile = {
  size: Flat;
  space: Flat;
  radius: Flat;
  font: Flat;
  motion: Flat;
  layer: Flat;
  color: Themed<Flat>;
  accent: Record<string, Themed<{ solid: string; text: string }>>;
  status: Record<string, Themed<{ text: string; soft: string; mark: string }>>;
  chart: Themed<string[]>;
};

const declare = (prefix: string, values: Flat): string =>
  Object.entries(values)
    .map(([name, value]) => `--${prefix}${name}:${value};`)
    .join("");

function themed(tokens: TokenFile, theme: "light" | "dark"): string {
  const parts = [`color-scheme:${theme};`, declare("", tokens.color[theme])];
  for (const [name, tone] of Object.entries(tokens.status)) parts.push(declare(`${name}-`, tone[theme]));
  for (const [name, accent] of Object.entries(tokens.accent)) {
    const { solid, text } = accent[theme];
    parts.push(`--hue-${name}-solid:${solid};--hue-${name}-text:${text};`);
    parts.push(
      `--hue-${name}-soft:color-mix(in srgb, ${solid} ${theme === "light" ? 11 : 30}%, var(--surface));`,
    );
  }
  for (const [index, color] of tokens.chart[theme].entries()) parts.push(`--chart-${index + 1}:${color};`);
  return parts.join("");
}

export function tokensToCss(tokens: TokenFile): string {
  const fixed = ["size", "space", "radius", "font", "motion", "layer"] as const;
  const constants = fixed.map((group) => declare(`${group}-`, tokens[group])).join("");
  const accents = Object.keys(tokens.accent).map(
    (name) =>
      `[data-accent="${name}"]{--accent:var(--hue-${name}-solid);--accent-text:var(--hue-${name}-text);--accent-soft:var(--hue-${name}-soft);}`,
  );
  const dark = themed(tokens, "dark");
  return [
    `:root{${constants}${themed(tokens, "light")}}`,
    `:root[data-theme="dark"]{${dark}}`,
    `@media (prefers-color-scheme: dark){:root:not([data-theme="light"]){${dark}}}`,
    ...accents,
  ].join("\n");
}
