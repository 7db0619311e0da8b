import { FileText, GitBranch, History, Link2, List, MessageSquare, Paperclip } from "lucide-react";
import type { NewBlock } from "../../model/pageDeeds";

const icons = {
  details: FileText,
  history: History,
  approvals: GitBranch,
  related: Link2,
  comments: MessageSquare,
  files: Paperclip,
} as const;

export function BlockIcon({ block }: { readonly block: NewBlock }) {
  const Icon = block.records ? List : icons[block.kind];
  return <Icon size={14} aria-hidden="true" />;
}
