/** One form being filled in: values, rules, drafts, problems and sending. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { EntityDocument, FieldDocument, FormDocument } from "@/api/documents";
import type { Changes } from "@/api/records";
import { useFilesUnderWay } from "@/field-widgets/filesUnderWay";
import { isEmpty, type Json } from "@/lib/json";
import { withoutUnoffered } from "./model/choices";
import { besideChanged } from "./model/copying";
import { type Draft, dropDraft, keepDraft, readDraft } from "./model/draft";
import type { FormEnvironment } from "./model/formScene";
import { leftToServer } from "./model/formulas";
import { noProblems, placeProblems } from "./model/problems";
import { type FormState, formModel, react } from "./model/react";
import { changesOf, type Values } from "./model/wire";
import { useCopying } from "./useCopying";

export type RecordFormOptions = {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  /** The stored record, or nothing for a new one. */
  readonly before: Values;
  /** Where the form starts: the record itself, or defaults. */
  readonly start: Values;
  readonly environment: FormEnvironment;
  readonly draft: string;
  readonly onSave: (changes: Changes) => Promise<unknown>;
};

/** A field of which only a part is shown stands on the record and in no form. */
const shownFields = (entity: EntityDocument, form: FormDocument): readonly FieldDocument[] => {
  const placed = new Set(form.sections.flatMap((section) => section.fields.map((place) => place.field)));
  return entity.fields.filter((field) => placed.has(field.id) && field.access !== "masked");
};

export function useRecordForm(options: RecordFormOptions) {
  const { entity, form, before, start, environment, draft, onSave } = options;
  const model = useMemo(() => formModel(form, entity.fields), [entity, form]);
  const shown = useMemo(() => shownFields(entity, form), [entity, form]);
  const [found] = useState<Draft | undefined>(() => readDraft(localStorage, draft));
  const [restored, setRestored] = useState(found !== undefined);
  const [typed, setTyped] = useState<Values>(() => ({ ...start, ...found?.values }));
  const now = useRef(typed);
  const put = useCallback((change: (values: Values) => Values) => {
    now.current = change(now.current);
    setTyped(now.current);
  }, []);
  const copying = useCopying(model.copies, typed, put);
  const { follow, sources } = copying;
  const begun = useRef(false);
  useEffect(() => {
    // A new form may begin with a link that its address named.
    if (!begun.current && !found) follow(before, now.current);
    begun.current = true;
  }, [follow, before, found]);
  const [touched, setTouched] = useState(found !== undefined);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const files = useFilesUnderWay();
  const state = useMemo(
    () => react(model, typed, environment, sources),
    [model, typed, environment, sources],
  );
  const latest = useRef(state);
  latest.current = state;

  useEffect(() => {
    if (touched) keepDraft(localStorage, draft, { values: typed, at: new Date().toISOString() });
  }, [touched, typed, draft]);

  const set = useCallback(
    (key: string, value: Json) => {
      setTouched(true);
      const earlier = now.current;
      put((values) => withoutUnoffered(entity.fields, { ...values, [key]: value }, key));
      follow(earlier, now.current);
      setMissing((keys) =>
        keys.has(key) && !isEmpty(value) ? new Set([...keys].filter((one) => one !== key)) : keys,
      );
    },
    [entity, put, follow],
  );

  const forgetDraft = useCallback(() => {
    dropDraft(localStorage, draft);
    setRestored(false);
    setTouched(false);
    put(() => start);
    setMissing(new Set());
    setProblem(undefined);
  }, [draft, start, put]);

  /** Computed fields that show what was stored until the server computes them anew. */
  const stale = useMemo(
    () => (touched ? leftToServer(entity.fields, model.formulas) : new Set<string>()),
    [touched, entity, model],
  );
  const changesIn = (state: FormState): Changes => {
    const hidden = shown.filter((field) => !state.fields.get(field.id)?.visible).map((field) => field.key);
    const skip = new Set([...hidden, ...model.fixed]);
    const decided = [...besideChanged(model.copies, before, state.values)];
    const also = new Set(decided.filter((key) => !copying.unread.has(key)));
    return changesOf(entity.fields, before, state.values, skip, also);
  };

  /** Keys of required fields that show and are empty, in the order of the form. */
  const missingOf = (fields: readonly FieldDocument[]): readonly string[] =>
    fields
      .filter((field) => {
        const now = latest.current.fields.get(field.id);
        return (
          now?.visible && now.required && !now.readonly && isEmpty(latest.current.values[field.key] ?? null)
        );
      })
      .map((field) => field.key);

  /** Answers whether these fields may be left, once their files are there; what is missing is marked. */
  const checkFields = async (fields: readonly FieldDocument[]): Promise<boolean> => {
    setMissing(new Set());
    await files.settled();
    // What has just come in may not be on the screen yet.
    latest.current = react(model, now.current, environment, await copying.settled());
    const empty = missingOf(fields);
    setMissing(new Set(empty));
    return empty.length === 0;
  };

  const submit = async (): Promise<boolean> => {
    setProblem(undefined);
    if (!(await checkFields(shown))) return false;
    setBusy(true);
    try {
      await onSave(changesIn(latest.current));
      dropDraft(localStorage, draft);
      setTouched(false);
      setRestored(false);
      return true;
    } catch (refusal) {
      setProblem(refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    fields: entity.fields,
    shown,
    state,
    set,
    submit,
    checkFields,
    busy,
    files,
    changed: Object.keys(changesIn(state)).length > 0,
    missing,
    stale,
    copies: model.copies,
    unread: copying.unread,
    problem,
    placed: problem === undefined ? noProblems : placeProblems(problem, shown),
    restoredAt: restored ? found?.at : undefined,
    keepRestored: () => setRestored(false),
    forgetDraft,
  };
}

export type RecordForm = ReturnType<typeof useRecordForm>;
