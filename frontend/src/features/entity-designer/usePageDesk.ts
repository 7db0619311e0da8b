/** Puts together what the parts of the designer of the record page share. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { BlockDocument, EntityDocument } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import type { BlockDraft, EntityDraft } from "@/designing/fields/documents";
import { useEntityDocument } from "@/designing/fields/useEntityDocument";
import type { Say } from "@/designing/model/command";
import type { SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import type { EntityCommand } from "./model/commands";
import { entityDifferences } from "./model/differences";
import type { PageSelection } from "./model/pageDeeds";
import { listedKeys, listOffers, sameList } from "./model/pageOffers";
import { blockOf, pageOf } from "./model/recordPage";
import type { PageDesk } from "./PageDeskContext";
import type { PageParts } from "./pageParts";
import type { OpenedEntity } from "./useOpenedEntity";

export type PageDeskOptions = Omit<OpenedEntity, "others" | "app"> & {
  readonly view: SessionView<EntityCommand>;
  readonly sample: string | undefined;
  readonly parts: PageParts;
};

export type PageDeskAnswer = {
  readonly desk: PageDesk;
  readonly differences: readonly Say[];
  /** The version that runs is not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

export function usePageDeskOf(options: PageDeskOptions): PageDeskAnswer {
  const { session, view, entityId, version, entities, running, sample, parts } = options;
  const { t } = useTranslation("pageDesigner");
  const entity = view.workbench[entityId] as EntityDraft;
  const [selected, select] = useState<PageSelection>({ kind: "page" });
  const run = useRun(session);
  const document = useEntityDocument(entities, running, entity);
  const { data: before } = useQuery(versionQuery(entityId, version));
  const others = useQueries({
    queries: listedKeys(document).map((key) => ({ ...entityQuery(key), retry: false })),
    combine: byKey,
  });
  const lists = useMemo(() => listOffers(document, entities, others), [document, entities, others]);
  const waiting = before === undefined;
  const differences = useMemo(
    () => (waiting ? [] : entityDifferences((before ?? null) as EntityDraft | null, entity)),
    [waiting, before, entity],
  );
  const listedOf = (id: string) => [...others.values()].find((one) => one.id === id);
  const pathName: PageDesk["pathName"] = (from, path) => {
    const [head = "", ...rest] = path.split(".");
    const field = from.fields.find((one) => one.id === head);
    const target = field?.entity_key === document.key ? document : others.get(field?.entity_key ?? "");
    if (!field) return path;
    return target && rest.length > 0 ? `${field.name} › ${pathName(target, rest.join("."))}` : field.name;
  };
  const nameOf: PageDesk["nameOf"] = (block) => {
    if (block.name) return block.name;
    if (!block.records) return t(`kind.${block.kind}`);
    return lists.find((one) => sameList(one.made, block))?.name ?? t("kind.list");
  };
  const desk: PageDesk = {
    entity,
    view,
    document,
    running,
    lists,
    listedOf,
    pathName,
    nameOf,
    factName: (id) => document.fields.find((field) => field.id === id)?.name ?? id,
    shown: (block) => shownBlock(block, nameOf(block), listedOf(block.records?.entity ?? "")?.key ?? ""),
    sample,
    parts,
    selection: shownSelection(entity, selected),
    select,
    run,
  };
  return { desk, differences, waiting };
}

const byKey = (
  answers: readonly { readonly data: EntityDocument | undefined }[],
): ReadonlyMap<string, EntityDocument> =>
  new Map(answers.flatMap(({ data }) => (data ? [[data.key, data] as const] : [])));

const shownBlock = (block: BlockDraft, name: string, key: string): BlockDocument => ({
  id: block.id,
  kind: block.kind,
  name: block.records ? name : (block.name ?? ""),
  field: block.field ?? null,
  records: block.records
    ? {
        entity: block.records.entity,
        entity_key: key,
        through: block.records.through ?? null,
        columns: [...(block.records.columns ?? [])],
        sort: (block.records.sort ?? []).map((one) => ({ descending: false, ...one })),
      }
    : null,
});

/** What was selected may have been undone. */
function shownSelection(entity: EntityDraft, selection: PageSelection): PageSelection {
  const page = pageOf(entity);
  const there =
    selection.kind === "page" ||
    (selection.kind === "fact" ? page.facts?.includes(selection.id) : blockOf(page, selection.id));
  return there ? selection : { kind: "page" };
}
