/** The nearest of our accents for a colour that a document names: a word or a hex value. */
import { type Accent, isAccent } from "./tokens";

const words: Readonly<Record<string, Accent>> = {
  cyan: "teal",
  purple: "violet",
  yellow: "amber",
  gold: "amber",
  lime: "green",
  magenta: "pink",
  gray: "slate",
  grey: "slate",
  navy: "blue",
};

/** Upper bound of the hue in degrees for each accent around the colour wheel. */
const wheel: readonly (readonly [number, Accent])[] = [
  [12, "red"],
  [36, "orange"],
  [60, "amber"],
  [155, "green"],
  [195, "teal"],
  [225, "blue"],
  [250, "indigo"],
  [290, "violet"],
  [340, "pink"],
  [360, "red"],
];

function hueOf(hex: string): number | undefined {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (span < 0.08) return undefined;
  const sector =
    most === red
      ? ((green - blue) / span + 6) % 6
      : most === green
        ? (blue - red) / span + 2
        : (red - green) / span + 4;
  return sector * 60;
}

export function accentFor(color: string | undefined, otherwise: Accent = "slate"): Accent {
  if (!color) return otherwise;
  if (isAccent(color)) return color;
  if (!/^#[0-9a-f]{6}$/i.test(color)) return words[color] ?? otherwise;
  const hue = hueOf(color);
  return (hue === undefined ? undefined : wheel.find(([end]) => hue <= end)?.[1]) ?? "slate";
}
