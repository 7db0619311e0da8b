import type { ReactNode } from "react";
import type { BlockDocument, EntityDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { ApprovalsTab } from "./ApprovalsTab";
import { CommentsTab } from "./CommentsTab";
import { FilesTab } from "./FilesTab";
import { HistoryTab } from "./HistoryTab";
import { ListedBlock } from "./ListedBlock";
import { RelatedTab } from "./RelatedTab";

export type RecordBlockProps = {
  readonly block: BlockDocument;
  readonly entity: EntityDocument;
  readonly record: RecordValues;
  readonly words: CellWords;
  /** The record as its form lays it out. */
  readonly details: ReactNode;
  /** There is room for tables. */
  readonly wide: boolean;
};

/** One part of a record's page. */
export function RecordBlock({ block, entity, record, words, details, wide }: RecordBlockProps) {
  switch (block.kind) {
    case "details":
      return details;
    case "history":
      return <HistoryTab entity={entity} record={record.id} version={record.version} words={words} />;
    case "approvals":
      return <ApprovalsTab entity={entity.key} record={record.id} />;
    case "comments":
      return <CommentsTab entity={entity.key} record={record.id} words={words} />;
    case "files":
      return <FilesTab entity={entity} record={record} words={words} />;
    case "related":
      return block.records ? (
        <ListedBlock
          block={block}
          listed={block.records}
          entity={entity}
          record={record}
          words={words}
          table={wide}
        />
      ) : (
        <RelatedTab entity={entity} record={record.id} words={words} />
      );
  }
}
