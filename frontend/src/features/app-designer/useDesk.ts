/** Puts together what the parts of the app designer share. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { drafts, versionQuery } from "@/designing/api";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import type { AppDesk } from "./AppDesk";
import type { AppCommand } from "./model/commands";
import type { Page, Selection } from "./model/deeds";
import { appDifferences } from "./model/differences";
import { type AppDraft, groupWith, type ItemDraft, menuOf } from "./model/documents";
import { ahead } from "./model/objects";
import type { AppDesignerParts } from "./parts";

export const objectsQuery = (app: string) => ({
  queryKey: ["design", "objects", app],
  queryFn: async () => (await drafts.list(app)).objects,
});

export type AppDeskOptions = {
  readonly session: Session<AppCommand>;
  readonly view: SessionView<AppCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly parts: AppDesignerParts;
};

export type AppDeskAnswer = {
  readonly desk: AppDesk;
  readonly differences: readonly Say[];
  /** Ids of all objects of the app that a publish would publish. */
  readonly ahead: readonly string[];
  readonly problem: unknown;
  readonly waiting: boolean;
};

const pageKinds: ReadonlySet<string> = new Set(["view", "form", "dashboard"]);

export function useDesk({ session, view, id, version, parts }: AppDeskOptions): AppDeskAnswer {
  const app = view.workbench[id] as AppDraft;
  const [selection, select] = useState<Selection>({ kind: "app" });
  const run = useRun(session);
  const objects = useQuery(objectsQuery(id));
  const published = useQuery(versionQuery(id, version));
  const rows = useMemo(() => (objects.data ?? []).filter((row) => row.kind !== "app"), [objects.data]);
  const pages = useMemo(
    () =>
      rows
        .filter((row) => pageKinds.has(row.kind))
        .map(({ id: own, name, kind }) => ({ id: own, name, kind }) as Page),
    [rows],
  );
  const byId = useMemo(() => new Map(pages.map((page) => [page.id, page])), [pages]);
  const pageOf = (opens: string) => byId.get(opens);
  const nameOf = (item: ItemDraft) => item.name || (byId.get(item.opens)?.name ?? item.opens);
  const before = (published.data ?? null) as AppDraft | null;
  const waiting = published.data === undefined || objects.data === undefined;
  const own = waiting ? [] : appDifferences(before, app, (opens) => byId.get(opens)?.name ?? opens);
  const others = ahead(rows);
  return {
    desk: { app, rows, pages, pageOf, nameOf, parts, selection: shown(app, selection), select, run },
    differences: [...own, ...others.map(objectSaid)],
    ahead: [...(waiting || sameDocument(before, app) ? [] : [id]), ...others.map((row) => row.id)],
    problem: objects.error ?? published.error,
    waiting,
  };
}

const objectSaid = ({ kind, name, state }: { kind: string; name: string; state: string }): Say => ({
  key: `appDesigner:difference.${state === "new" ? "objectNew" : "objectChanged"}`,
  params: { kind, name },
});

/** What was selected may have been undone. */
function shown(app: AppDraft, selection: Selection): Selection {
  if (selection.kind === "item" && !groupWith(app, selection.id)) return { kind: "app" };
  if (selection.kind === "group" && !menuOf(app).some((group) => group.id === selection.id))
    return { kind: "app" };
  return selection;
}
