/** Puts together what the parts of the print designer share. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { records } from "@/api/records";
import { versionQuery } from "@/designing/api";
import { useFieldPaths } from "@/designing/fields/useFieldPaths";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import type { PrintDesk, RelatedList } from "./DeskContext";
import type { PrintCommand } from "./model/commands";
import type { Selection } from "./model/deeds";
import { printDifferences } from "./model/differences";
import { type BlockDraft, blockOf, blocksOf, type PrintDraft } from "./model/documents";
import { sketch, withNames } from "./model/sketch";
import { useSheet } from "./useSheet";

export type PrintDeskOptions = {
  readonly session: Session<PrintCommand>;
  readonly view: SessionView<PrintCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly entity: EntityDocument;
};

export type PrintDeskAnswer = {
  readonly desk: PrintDesk;
  readonly differences: readonly Say[];
  readonly ahead: readonly string[];
  /** The version that runs is not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

const mostSamples = 20;
const place = /\{\{ *([a-z][a-z0-9_.]*)/g;

/** Paths of the record itself that a template names. */
function pathsOf(print: PrintDraft): readonly string[] {
  const shown = blocksOf(print).flatMap((block) => (block.type === "fields" ? block.fields : []));
  const texts = JSON.stringify([print.blocks, print.footer]);
  return [...shown, ...[...texts.matchAll(place)].map(([, path = ""]) => path)];
}

export function usePrintDesk(options: PrintDeskOptions): PrintDeskAnswer {
  const { session, view, id, version, entity } = options;
  const { t } = useTranslation("printDesigner");
  const print = view.workbench[id] as PrintDraft;
  const [selection, select] = useState<Selection>();
  const running = useQuery(versionQuery(id, version));
  const published = (running.data ?? null) as PrintDraft | null;
  const run: PrintDesk["run"] = useRun(session);
  const related = useRelated(entity);
  const { samples, sample, chooseSample } = useSamples(entity);
  const fieldAt = useFieldPaths(entity, pathsOf(print));
  const pathName: PrintDesk["pathName"] = (block, path) => {
    const fields =
      block?.type === "rows" || block?.type === "related" ? ownFields(block, path) : fieldAt(path);
    return fields?.map((field) => field.name).join(" › ") ?? t("unseen");
  };
  const ownFields = (block: BlockDraft, path: string) => {
    if (block.type === "rows") {
      const column = entity.fields
        .find((field) => field.id === block.rows)
        ?.fields?.find((one) => one.id === path);
      return column && [column];
    }
    const [head = "", ...rest] = path.split(".");
    const other = related.find((one) => block.type === "related" && one.entity.id === block.entity)?.entity;
    const field = other?.fields.find((one) => one.id === head);
    return field && (rest.length === 0 ? [field] : [field, { ...field, name: rest.join(" › ") }]);
  };
  const blockName = (block: BlockDraft): string => {
    const text =
      "text" in block
        ? withNames(block.text, { field: (path) => pathName(undefined, path) })
        : "title" in block
          ? block.title
          : "";
    const kind = t(`block.${block.type}`);
    return text ? `${kind} · ${text.slice(0, 40)}` : kind;
  };
  const naming = {
    field: (path: string) => pathName(undefined, path),
    column: pathName,
    total: t("canvas.total"),
    approvals: t("canvas.approvals"),
  };
  const { sheet, drawnOf } = useSheet(print, sample);
  const desk: PrintDesk = {
    print,
    view,
    published,
    entity,
    related,
    blockName,
    pathName,
    drawn: (block) => drawnOf(block) ?? sketch(block, naming),
    isBare: (block) => drawnOf(block) === null,
    sheet,
    samples,
    sample,
    chooseSample,
    selection: selection !== undefined && blockOf(print, selection) ? selection : undefined,
    select,
    run,
  };
  const waiting = running.data === undefined;
  return {
    desk,
    differences: waiting ? [] : printDifferences(published, print, blockName),
    ahead: waiting || sameDocument(published, print) ? [] : [id],
    waiting,
  };
}

/** Entities whose records link here, as far as the author may see them. */
function useRelated(entity: EntityDocument): readonly RelatedList[] {
  const keys = [...new Set(entity.related.map((one) => one.entity))];
  const found = useQueries({ queries: keys.map((key) => entityToBuildQuery(key)) });
  return entity.related.flatMap(({ entity: key, field, name }) => {
    const other = found.find(({ data }) => data?.key === key)?.data;
    const link = other?.fields.find((one) => one.key === field);
    return other && link ? [{ entity: other, link, name }] : [];
  });
}

/** The records that were changed last; the newest is the first sample. */
function useSamples(entity: EntityDocument): Pick<PrintDesk, "samples" | "sample" | "chooseSample"> {
  const [chosen, chooseSample] = useState<string>();
  const { data } = useQuery({
    queryKey: ["records", entity.key, "samples"],
    queryFn: ({ signal }) =>
      records.page(
        entity.key,
        {
          fields: entity.title === null ? [] : [entity.title],
          sort: ["-updated_at"],
          limit: mostSamples,
        },
        signal,
      ),
  });
  const samples = (data?.records ?? []).map((record) => ({
    id: record.id,
    title: String((entity.title === null ? "" : record[entity.title]) || record.id),
  }));
  return { samples, sample: chosen ?? samples[0]?.id, chooseSample };
}
