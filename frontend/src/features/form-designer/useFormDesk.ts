/** Puts together what the parts of the form designer share. */
import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, EntityName } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import { rememberType } from "@/designing/fields/recentTypes";
import { useEntityDocument } from "@/designing/fields/useEntityDocument";
import { useNewNames } from "@/designing/fields/useNewNames";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import type { FormDesk } from "./DeskContext";
import type { FormCommand } from "./model/commands";
import { addNew, placeExisting, type Selection, spotAfter } from "./model/deeds";
import { entityDifferences, formDifferences } from "./model/differences";
import { type FormDraft, placedIds, placementOf } from "./model/documents";
import type { DesignerParts } from "./parts";

export type FormDeskOptions = {
  readonly session: Session<FormCommand>;
  readonly view: SessionView<FormCommand>;
  readonly formId: string;
  readonly entityId: string;
  readonly versions: Readonly<Record<string, number | null>>;
  readonly entities: readonly EntityName[];
  readonly running: EntityDocument | undefined;
  readonly parts: DesignerParts;
};

export type FormDeskAnswer = {
  readonly desk: FormDesk;
  readonly differences: readonly Say[];
  /** Ids of the objects that a publish would publish. */
  readonly ahead: readonly string[];
  /** The versions that run are not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

export function useFormDesk(options: FormDeskOptions): FormDeskAnswer {
  const { session, view, formId, entityId, versions, parts } = options;
  const { t } = useTranslation("designing");
  const form = view.workbench[formId] as FormDraft;
  const entity = view.workbench[entityId] as EntityDraft;
  const [selection, select] = useState<Selection>({ kind: "form" });
  const run = useRun(session);
  const { entities, running } = options;
  const names = useNewNames(entities, entity);
  const document = useEntityDocument(entities, running, entity);
  const [formVersion, entityVersion] = useQueries({
    queries: [
      versionQuery(formId, versions[formId] ?? null),
      versionQuery(entityId, versions[entityId] ?? null),
    ],
  });
  const waiting = formVersion.data === undefined || entityVersion.data === undefined;
  const published = useMemo(
    () => ({
      form: (formVersion.data ?? null) as FormDraft | null,
      entity: (entityVersion.data ?? null) as EntityDraft | null,
    }),
    [formVersion.data, entityVersion.data],
  );
  const differences = useMemo(
    () =>
      waiting
        ? []
        : [
            ...formDifferences(published.form, form, published.entity, entity),
            ...entityDifferences(published.entity, entity, new Set(placedIds(form))),
          ],
    [waiting, published, form, entity],
  );
  const add: FormDesk["add"] = (what) => {
    const at = spotAfter({ form, entity }, shownSelection(form, selection));
    const command =
      "field" in what
        ? placeExisting({ form, entity }, what.field, at)
        : addNew({ form, entity }, [{ label: t(`type.${what.type}`), type: what.type }], at, names);
    if ("type" in what) rememberType(what.type);
    if (run(command)) select({ kind: "fields", ids: command.places.map((place) => place.field) });
  };
  const byId = useMemo(() => new Map(document.fields.map((field) => [field.id, field])), [document]);
  const ahead = [
    ...(sameDocument(published.form, form) ? [] : [formId]),
    ...(sameDocument(published.entity, entity) ? [] : [entityId]),
  ];
  const desk: FormDesk = {
    form,
    entity,
    view,
    document,
    running: options.running,
    fieldDocument: (id) => byId.get(id),
    published,
    names,
    parts,
    selection: shownSelection(form, selection),
    select,
    run,
    add,
  };
  return { desk, differences, ahead, waiting };
}

/** What was selected may have been undone. */
function shownSelection(form: FormDraft, selection: Selection): Selection {
  if (selection.kind === "section") {
    return form.sections.some((one) => one.id === selection.id) ? selection : { kind: "form" };
  }
  if (selection.kind === "form") return selection;
  const ids = selection.ids.filter((id) => placementOf(form, id));
  return ids.length === 0 ? { kind: "form" } : { kind: "fields", ids };
}
