import {
  CircleStop,
  Clock,
  FilePen,
  FilePlus,
  GitFork,
  type LucideIcon,
  Mail,
  Merge,
  Send,
  Split,
  Stamp,
  Webhook,
} from "lucide-react";

/** The node types of the engine, each by its own picture. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  approval: Stamp,
  cc: Send,
  condition: Split,
  create_record: FilePlus,
  http_request: Webhook,
  join: Merge,
  notify: Mail,
  parallel: GitFork,
  stop: CircleStop,
  update_record: FilePen,
  wait: Clock,
};

export type NodeIconProps = { readonly type: string; readonly size?: number };

export function NodeIcon({ type, size = 16 }: NodeIconProps) {
  const Icon = ICONS[type] ?? CircleStop;
  return <Icon size={size} aria-hidden="true" />;
}
