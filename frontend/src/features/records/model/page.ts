/** What the page of a record is made of: as its entity says, else as every record has it. */
import type { BlockDocument, EntityDocument, FieldDocument, PageDocument } from "@/api/documents";
import { fieldById } from "./fields";

const usual = (kind: BlockDocument["kind"]): BlockDocument => ({
  id: kind,
  kind,
  name: "",
  field: null,
  records: null,
});

export const usualPage: PageDocument = {
  form: null,
  facts: [],
  main: [usual("details")],
  side: [usual("history"), usual("approvals"), usual("related"), usual("comments")],
};

export const pageOf = (entity: EntityDocument): PageDocument => entity.page ?? usualPage;

/** The form that lays out the details: of the list that led here, of the page, or the first one. */
export const formOf = (entity: EntityDocument, wanted: string | undefined): string | undefined =>
  wanted ?? entity.page?.form ?? entity.forms[0]?.id;

export const factsOf = (entity: EntityDocument, page: PageDocument): readonly FieldDocument[] =>
  page.facts.flatMap((id) => fieldById(entity, id) ?? []);
