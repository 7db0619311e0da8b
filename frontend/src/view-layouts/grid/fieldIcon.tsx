import {
  AtSign,
  Building2,
  Calculator,
  CalendarDays,
  CircleDot,
  Clock,
  Hash,
  Image,
  Link2,
  ListChecks,
  MapPin,
  Paperclip,
  Phone,
  Rows3,
  Text,
  ToggleLeft,
  Type,
  UserRound,
} from "lucide-react";
import type { ComponentType } from "react";

const icons: Readonly<Record<string, ComponentType>> = {
  text: Type,
  long_text: Text,
  integer: Hash,
  decimal: Hash,
  money: Hash,
  percent: Hash,
  date: CalendarDays,
  moment: Clock,
  boolean: ToggleLeft,
  choice: CircleDot,
  multi_choice: ListChecks,
  phone: Phone,
  email: AtSign,
  url: Link2,
  person: UserRound,
  department: Building2,
  link: Link2,
  sub_table: Rows3,
  file: Paperclip,
  photo: Image,
  location: MapPin,
  formula: Calculator,
  rollup: Calculator,
  lookup: Calculator,
};

export function fieldIcon(type: string) {
  const Icon = icons[type] ?? Type;
  return <Icon />;
}
