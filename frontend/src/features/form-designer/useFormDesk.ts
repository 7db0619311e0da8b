/** Puts together what the parts of the form designer share. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, EntityName, FieldDocument } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import { fieldDocument } from "@/designing/fieldDocuments";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useSay } from "@/designing/useSay";
import { systemKeys } from "@/lib/systemKeys";
import { useToast } from "@/ui-phone/toastContext";
import type { FormDesk } from "./DeskContext";
import type { FormCommand } from "./model/commands";
import { addNew, placeExisting, type Selection, spotAfter } from "./model/deeds";
import { entityDifferences, formDifferences } from "./model/differences";
import { type EntityDraft, type FieldSpec, type FormDraft, placedIds, placementOf } from "./model/documents";
import type { NewNames } from "./model/newFields";
import type { DesignerParts } from "./parts";
import { rememberType } from "./recentTypes";

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
  const names = useNewNames(options);
  const document = useEntityDocument(options, entity);
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

function useRun(session: Session<FormCommand>): FormDesk["run"] {
  const say = useSay();
  const toast = useToast();
  return (command) => {
    const refused = command ? session.run(command) : undefined;
    if (refused) toast.show({ text: say(refused) });
    return command !== undefined && refused === undefined;
  };
}

function useNewNames({ entities, entityId, view }: FormDeskOptions): NewNames {
  const { t } = useTranslation("designing");
  const app = view.workbench[entityId]?.app;
  const linked = entities.find((one) => one.id !== entityId && one.app === app)?.id ?? entityId;
  return useMemo(
    () => ({ option: (number) => t("new.option", { number }), column: t("new.column"), linked }),
    [t, linked],
  );
}

/** The draft entity in the shape in which widgets, conditions and the form runtime know entities. */
function useEntityDocument({ entities, running }: FormDeskOptions, entity: EntityDraft): EntityDocument {
  const keys = useMemo(() => new Map(entities.map((one) => [one.id, one.key])), [entities]);
  const known = useCallback(
    (id: string): FieldDocument | undefined => running?.fields.find((field) => field.id === id),
    [running],
  );
  // A field that did not change is the same object to its widget.
  const made = useMemo(
    () => ({ keys, known, documents: new WeakMap<FieldSpec, FieldDocument>() }),
    [keys, known],
  );
  return useMemo(() => {
    const own = entity.fields.map((field) => {
      const held = made.documents.get(field) ?? fieldDocument(field, made.keys, made.known(field.id));
      made.documents.set(field, held);
      return held;
    });
    const ids = new Set(own.map((field) => field.id));
    const dropped = new Set(["id", "version"]);
    const system = (running?.fields ?? []).filter(
      (field) => !ids.has(field.id) && systemKeys.has(field.key) && !dropped.has(field.key),
    );
    return {
      ...(running ?? emptyEntity),
      id: entity.id,
      key: entity.key,
      app: entity.app,
      name: entity.name,
      fields: [...own, ...system],
    };
  }, [entity, running, made]);
}

const emptyEntity: Omit<EntityDocument, "id" | "key" | "app" | "name" | "fields"> = {
  icon: "",
  title: null,
  gates: [],
  actions: [],
  forms: [],
  views: [],
  related: [],
};
