import { describe, expect, it } from "vitest";
import { accentOf, accents, chartPalette, colorsOf, type Theme, toneOf } from "./tokens";
import tokens from "./tokens.json";
import { tokensToCss } from "./tokensToCss";

const themes: readonly Theme[] = ["light", "dark"];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function mix(front: string, back: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const channel = (at: number) => Math.round(part(front, at) * share + part(back, at) * (1 - share));
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, "0")).join("")}`;
}

describe.each(themes)("the %s theme", (theme) => {
  const color = colorsOf(theme);

  it("keeps every text readable on every ground (4.5:1)", () => {
    for (const text of [color.text, color["text-2"], color["text-3"]]) {
      for (const ground of [color.canvas, color.surface, color.sunken, color.hover]) {
        expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("keeps each accent readable as a button, as a link and on its own tint", () => {
    for (const accent of accents) {
      const { solid, text } = accentOf(accent, theme);
      const soft = mix(solid, color.surface, theme === "light" ? 0.11 : 0.3);
      expect(contrast(color["on-solid"], solid), `${accent} button`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, color.surface), `${accent} link`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, color.hover), `${accent} link on hover`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, soft), `${accent} on its tint`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("keeps statuses readable and their shapes visible", () => {
    for (const tone of ["neutral", "info", "success", "warning", "danger"] as const) {
      const { text, soft, mark } = toneOf(tone, theme);
      expect(contrast(text, soft), `${tone} text`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(mark, soft), `${tone} mark`).toBeGreaterThanOrEqual(3);
    }
  });

  it("draws charts and control borders at 3:1 or more", () => {
    for (const line of [...chartPalette(theme), color["control-line"]]) {
      expect(contrast(line, color.surface), line).toBeGreaterThanOrEqual(3);
    }
  });
});

it("one token file feeds the CSS variables of both themes and every accent", () => {
  const css = tokensToCss(tokens);
  expect(css).toContain("--size-control:32px;");
  expect(css).toContain(':root[data-theme="dark"]');
  expect(css).toContain('[data-accent="teal"]{--accent:var(--hue-teal-solid);');
});
