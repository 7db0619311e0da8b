/** Puts together what the parts of the entity designer share. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { EntityDocument, EntityName } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import { rememberType } from "@/designing/fields/recentTypes";
import { useEntityDocument } from "@/designing/fields/useEntityDocument";
import { useNewNames } from "@/designing/fields/useNewNames";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { siblingsQuery, usersQuery } from "./api";
import type { EntityDesk } from "./DeskContext";
import type { EntityCommand } from "./model/commands";
import { addNew, type Selection, spotAfter } from "./model/deeds";
import { entityDifferences } from "./model/differences";
import type { EntityParts } from "./parts";
import { useRun } from "./useRun";

export type EntityDeskOptions = {
  readonly session: Session<EntityCommand>;
  readonly view: SessionView<EntityCommand>;
  readonly entityId: string;
  readonly version: number | null;
  readonly entities: readonly EntityName[];
  readonly running: EntityDocument | undefined;
  readonly parts: EntityParts;
};

export type EntityDeskAnswer = {
  readonly desk: EntityDesk;
  readonly differences: readonly Say[];
  /** The version that runs is not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

export function useEntityDesk(options: EntityDeskOptions): EntityDeskAnswer {
  const { session, view, entityId, version, entities, running, parts } = options;
  const entity = view.workbench[entityId] as EntityDraft;
  const [selected, select] = useState<Selection>({ kind: "entity" });
  const selection = shownSelection(entity, selected);
  const run = useRun(session);
  const names = useNewNames(entities, entity);
  const document = useEntityDocument(entities, running, entity);
  const { data: before } = useQuery(versionQuery(entityId, version));
  const { data: users } = useQuery(usersQuery(entityId, String(view.revisions[entityId])));
  const { data: siblings } = useQuery(siblingsQuery(entity.app));
  const published = (before ?? null) as EntityDraft | null;
  const waiting = before === undefined;
  const differences = useMemo(
    () => (waiting ? [] : entityDifferences(published, entity)),
    [waiting, published, entity],
  );
  const others = useMemo(
    () => (siblings ?? []).map((one) => one.document as EntityDraft).filter((one) => one.id !== entityId),
    [siblings, entityId],
  );
  const add: EntityDesk["add"] = (wanted) => {
    const command = addNew(entity, wanted, spotAfter(entity, selection), names);
    if (wanted.length === 1 && wanted[0]) rememberType(wanted[0].type);
    const last = command.fields.at(-1);
    if (run(command) && last) select({ kind: "field", id: last.id });
  };
  const desk: EntityDesk = {
    entity,
    view,
    document,
    running,
    published,
    siblings: others,
    entities,
    users,
    names,
    parts,
    selection,
    select,
    run,
    add,
  };
  return { desk, differences, waiting };
}

/** What was selected may have been undone. */
function shownSelection(entity: EntityDraft, selection: Selection): Selection {
  switch (selection.kind) {
    case "entity":
      return selection;
    case "field":
      return entity.fields.some((field) => field.id === selection.id) ? selection : { kind: "entity" };
    case "stage": {
      const gate = entity.gates?.find((one) => one.id === selection.gate);
      const there = gate?.stages.some((stage) => stage.option === selection.option);
      return there ? selection : { kind: "entity" };
    }
  }
}
