/** Puts together what the parts of the view designer share. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import { useFieldPaths } from "@/designing/fields/useFieldPaths";
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
  const fieldAt = useFieldPaths(
    entity,
    itemsOf(draft.layout).map((item) => item.field),
  );
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
