/** Puts together what the parts of the view designer share. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import type { ViewDesk } from "./DeskContext";
import type { ViewCommand } from "./model/commands";
import { viewDifferences } from "./model/differences";
import { itemsOf, type ViewDraft } from "./model/documents";
import type { ViewDesignerParts } from "./parts";

export type ViewDeskOptions = {
  readonly session: Session<ViewCommand>;
  readonly view: SessionView<ViewCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly entity: EntityDocument;
  readonly parts: ViewDesignerParts;
};

export type ViewDeskAnswer = {
  readonly desk: ViewDesk;
  readonly differences: readonly Say[];
  readonly ahead: readonly string[];
  /** The version that runs is not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

export function useViewDesk(options: ViewDeskOptions): ViewDeskAnswer {
  const { session, view, id, version, entity, parts } = options;
  const { t } = useTranslation("viewDesigner");
  const draft = view.workbench[id] as ViewDraft;
  const running = useQuery(versionQuery(id, version));
  const waiting = running.data === undefined;
  const published = (running.data ?? null) as ViewDraft | null;
  const fieldAt = useFieldPaths(entity, draft);
  const nameOf = (path: string): string | undefined =>
    fieldAt(path)
      ?.map((field) => field.name)
      .join(" › ");
  const differences = waiting
    ? []
    : viewDifferences(published, draft, (path) => nameOf(path) ?? t("fields.unseen"));
  const run: ViewDesk["run"] = useRun(session);
  const desk: ViewDesk = {
    draft,
    view,
    published,
    entity,
    parts,
    nameOf,
    typeOf: (path) => fieldAt(path)?.at(-1)?.type,
    run,
  };
  return { desk, differences, ahead: sameDocument(published, draft) ? [] : [id], waiting };
}

type FieldAt = (path: string) => readonly FieldDocument[] | undefined;

/** Fields along a path; entities beyond a link are asked for where the view leads to them. */
function useFieldPaths(entity: EntityDocument, draft: ViewDraft): FieldAt {
  const heads = new Set(
    itemsOf(draft.layout)
      .filter(({ field }) => field.includes("."))
      .map(({ field }) => field.split(".")[0]),
  );
  const keys = entity.fields
    .filter((field) => heads.has(field.id))
    .flatMap((field) => field.entity_key ?? []);
  const linked = useQueries({ queries: [...new Set(keys)].map((key) => entityQuery(key)) });
  const known = linked.flatMap(({ data }) => (data ? [data] : []));
  return useMemo(() => {
    const along = (
      start: EntityDocument,
      [head = "", ...rest]: readonly string[],
    ): readonly FieldDocument[] | undefined => {
      const field = start.fields.find((one) => one.id === head);
      if (!field || rest.length === 0) return field && [field];
      const target = known.find((one) => one.key === field.entity_key);
      const beyond = target && along(target, rest);
      return beyond && [field, ...beyond];
    };
    return (path) => along(entity, path.split("."));
  }, [entity, known]);
}
