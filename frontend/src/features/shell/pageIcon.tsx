import {
  AlarmClock,
  Box,
  Building2,
  CalendarDays,
  ChartColumn,
  ChartGantt,
  Columns3,
  FileSignature,
  FileText,
  Flag,
  Gauge,
  Handshake,
  LayoutGrid,
  type LucideIcon,
  MessageSquare,
  Package,
  PencilLine,
  Receipt,
  ShoppingCart,
  Star,
  Store,
  Table2,
  Target,
  User,
  UserCheck,
  Users,
} from "lucide-react";
import type { MenuEntry } from "@/api/documents";

/** Icons that a menu may name; a closed list, so that the bundle stays small. */
const icons: Readonly<Record<string, LucideIcon>> = {
  alarm: AlarmClock,
  box: Box,
  building: Building2,
  chart: ChartColumn,
  columns: Columns3,
  "file-signature": FileSignature,
  "file-text": FileText,
  flag: Flag,
  gauge: Gauge,
  handshake: Handshake,
  message: MessageSquare,
  package: Package,
  receipt: Receipt,
  cart: ShoppingCart,
  star: Star,
  shop: Store,
  store: Store,
  target: Target,
  user: User,
  "user-check": UserCheck,
  users: Users,
};

/** Names that a menu may give an icon by. */
export const iconNames: readonly string[] = Object.keys(icons).filter((name) => name !== "shop");

const byKind: Readonly<Record<MenuEntry["kind"], LucideIcon>> = {
  view: Table2,
  dashboard: ChartColumn,
  form: PencilLine,
};

const byLayout: Readonly<Record<string, LucideIcon>> = {
  kanban: Columns3,
  calendar: CalendarDays,
  gallery: LayoutGrid,
  gantt: ChartGantt,
};

export function pageIcon(entry: MenuEntry) {
  const Icon = icons[entry.icon ?? ""] ?? byLayout[entry.layout ?? ""] ?? byKind[entry.kind];
  return <Icon aria-hidden="true" />;
}

export function appIcon(name: string | undefined) {
  const Icon = icons[name ?? ""];
  return Icon ? <Icon aria-hidden="true" size={18} /> : undefined;
}
