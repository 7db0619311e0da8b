import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { entitiesQuery } from "@/api/design";
import { type DraftShown, drafts } from "@/designing/api";
import { useSession } from "@/designing/useSession";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { BoardDesigner } from "../components/BoardDesigner";
import { type BoardDraft, metricIds } from "../model/documents";
import { reduceBoard } from "../model/reduce";
import type { BoardParts } from "../parts";

/** The board's draft and those of the metrics that its cards show; one that is gone is told by the check. */
async function load(id: string): Promise<readonly DraftShown[]> {
  const board = await drafts.read(id);
  const found = await Promise.allSettled(
    metricIds(board.document as BoardDraft).map((metric) => drafts.read(metric)),
  );
  return [board, ...found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))];
}

export function DashboardDesignerPage(parts: BoardParts) {
  const { dashboard: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceBoard });
  const entities = useQuery(entitiesQuery);
  const refused = problem ?? entities.error;
  if (refused) return <ProblemNotice problem={refused} />;
  if (!opened || !entities.data) return <Skeleton lines={8} />;
  return (
    <BoardDesigner
      key={id}
      session={opened.session}
      boardId={id}
      versions={Object.fromEntries(opened.loaded.map((one) => [one.id, one.version]))}
      entities={entities.data}
      others={others}
      parts={parts}
    />
  );
}
