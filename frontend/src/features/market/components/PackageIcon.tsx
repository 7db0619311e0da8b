import { Boxes, Handshake, type LucideIcon, Package, Store, UsersRound } from "lucide-react";
import style from "./market.module.css";

const icons: Readonly<Record<string, LucideIcon>> = {
  handshake: Handshake,
  store: Store,
  boxes: Boxes,
  users: UsersRound,
};

const safeColor = /^#[0-9a-f]{6}$/i;

export function PackageIcon({ icon, color }: { readonly icon: string; readonly color: string }) {
  const Icon = icons[icon] ?? Package;
  return (
    <span
      className={style.icon}
      aria-hidden="true"
      style={{ background: safeColor.test(color) ? color : "var(--hue-slate-solid)" }}
    >
      <Icon />
    </span>
  );
}
