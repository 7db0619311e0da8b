import type { Accent } from "@/ui/tokens";
import style from "./Avatar.module.css";

export type AvatarProps = {
  readonly name: string;
  /** Stable id of the person: decides the colour. */
  readonly id?: string;
  readonly picture?: string;
  readonly size?: number;
  /** Show the name beside the picture; otherwise it is the tip and the spoken name. */
  readonly withName?: boolean;
};

const hues: readonly Accent[] = ["indigo", "blue", "teal", "green", "amber", "orange", "pink", "violet"];

function hueOf(key: string): Accent {
  let sum = 0;
  for (const character of key) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? "slate";
}

/** Two Chinese characters in a smaller face than this are two blots. */
const smallestForTwo = 32;

/** A Chinese given name reads best as its last two characters, or the last one in a small face; Latin names as initials. */
export function initialsOf(name: string, size: number): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) {
    return Array.from(trimmed)
      .slice(size < smallestForTwo ? -1 : -2)
      .join("");
  }
  const words = trimmed.split(/\s+/);
  return (words.length > 1 ? [words[0], words.at(-1)] : words)
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

export function Avatar({ name, id, picture, size = 24, withName = false }: AvatarProps) {
  const hue = hueOf(id ?? name);
  const letters = initialsOf(name, size);
  const face = (
    <span
      className={style.face}
      data-letters={picture ? undefined : letters}
      {...(withName ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      title={withName ? undefined : name}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * (letters.length > 1 ? 0.38 : 0.48)),
        background: `var(--hue-${hue}-solid)`,
      }}
    >
      {picture ? <img src={picture} alt="" width={size} height={size} /> : null}
    </span>
  );
  if (!withName) return face;
  return (
    <span className={style.person}>
      {face}
      <span className={style.name}>{name}</span>
    </span>
  );
}
