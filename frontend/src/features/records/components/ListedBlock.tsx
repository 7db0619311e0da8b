import type { BlockDocument, EntityDocument, ListedDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { fieldById } from "../model/fields";
import { listedColumns, listedFilter, listedSort } from "../model/related";
import { useEntity } from "../useEntity";
import { RelatedList } from "./RelatedList";

export type ListedBlockProps = {
  readonly block: BlockDocument;
  readonly listed: ListedDocument;
  readonly entity: EntityDocument;
  readonly record: RecordValues;
  readonly words: CellWords;
  readonly table: boolean;
};

/** One list of records with the columns and the order that its author chose. */
export function ListedBlock({ block, listed, entity, record, words, table }: ListedBlockProps) {
  const paths = [...listed.columns, ...listed.sort.map((one) => one.field)];
  const { entity: other, entities, problem } = useEntity(listed.entity_key, paths);
  if (problem) return <ProblemNotice problem={problem} />;
  if (!other) return <Skeleton lines={3} />;
  const back = block.field === null ? fieldById(other, listed.through ?? "") : undefined;
  return (
    <RelatedList
      name={block.name || other.name}
      entity={other}
      filter={listedFilter(block, entity, record, other)}
      columns={listedColumns(listed, other, entities)}
      sort={listedSort(listed, other, entities)}
      addTo={back && `${back.key}=${record.id}`}
      table={table}
      words={words}
    />
  );
}
