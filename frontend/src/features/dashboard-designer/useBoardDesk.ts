/** Puts together what the parts of the board builder share. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { EntityName } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import { createMetric } from "./api";
import type { BoardDesk } from "./BoardContext";
import type { BoardCommand } from "./model/commands";
import { addCards, type Selection, shownSelection } from "./model/deeds";
import { boardDifferences, metricDifferences } from "./model/differences";
import { type BoardDraft, entityIdOf, type MetricDraft, metricIds, metricOf } from "./model/documents";
import type { BoardParts } from "./parts";

export type BoardDeskOptions = {
  readonly session: Session<BoardCommand>;
  readonly view: SessionView<BoardCommand>;
  readonly boardId: string;
  readonly versions: Readonly<Record<string, number | null>>;
  readonly entities: readonly EntityName[];
  readonly parts: BoardParts;
  /** A metric was taken in: which version of it runs is known from now on. */
  readonly onAdopted: (id: string, version: number | null) => void;
};

export type BoardDeskAnswer = {
  readonly desk: BoardDesk;
  readonly differences: readonly Say[];
  /** Ids of the objects that a publish would publish. */
  readonly ahead: readonly string[];
  /** The versions that run are not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

export function useBoardDesk(options: BoardDeskOptions): BoardDeskAnswer {
  const { session, view, boardId, versions, entities, parts, onAdopted } = options;
  const board = view.workbench[boardId] as BoardDraft;
  const [selected, select] = useState<Selection>({ kind: "board" });
  const run = useRun(session);
  const selection = shownSelection(board, selected);
  const byId = useMemo(() => new Map(entities.map((one) => [one.id, one])), [entities]);
  const shown = useMemo(
    () => [...entities].sort((one, other) => Number(other.app === board.app) - Number(one.app === board.app)),
    [entities, board.app],
  );
  const metric = (id: string) => metricOf(view.workbench, id);
  const adopt: BoardDesk["adopt"] = useCallback(
    (made) => {
      onAdopted(made.id, made.version);
      session.adopt(made);
    },
    [session, onAdopted],
  );
  const add: BoardDesk["add"] = async (card, needed) => {
    const made = needed ? await createMetric({ ...needed, app: board.app } as Omit<MetricDraft, "id">) : null;
    if (made) adopt(made);
    const now = session.view().workbench[boardId] as BoardDraft;
    const command = addCards(now, [made ? { ...card, metric: made.id } : card]);
    if (run(command)) select({ kind: "cards", ids: command.cards.map((one) => one.id) });
  };
  const desk: BoardDesk = {
    board,
    view,
    parts,
    entities: shown,
    entityName: (id) => byId.get(id),
    metric,
    entityOf: (card) => {
      const shownMetric = typeof card.metric === "string" ? metric(card.metric) : undefined;
      return byId.get(entityIdOf(card) ?? shownMetric?.entity ?? "");
    },
    selection,
    select,
    run,
    undo: () => session.goTo(session.view().timeline.history.done - 1),
    adopt,
    add,
  };
  return { desk, ...useAhead(view, board, versions) };
}

/** What differs from what runs: the board, and the metrics that its cards show. */
function useAhead(
  view: SessionView<BoardCommand>,
  board: BoardDraft,
  versions: Readonly<Record<string, number | null>>,
): Omit<BoardDeskAnswer, "desk"> {
  const shown = metricIds(board).flatMap((id) => metricOf(view.workbench, id) ?? []);
  const documents = [board, ...shown];
  const running = useQueries({
    queries: documents.map((one) => versionQuery(one.id, versions[one.id] ?? null)),
  });
  if (running.some((one) => one.data === undefined)) return { differences: [], ahead: [], waiting: true };
  const before = (at: number) => running[at]?.data ?? null;
  return {
    differences: [
      ...boardDifferences(before(0) as BoardDraft | null, board),
      ...shown.flatMap((one, at) => metricDifferences(before(at + 1) as MetricDraft | null, one)),
    ],
    ahead: documents.filter((one, at) => !sameDocument(before(at), one)).map((one) => one.id),
    waiting: false,
  };
}
