import { type CSSProperties, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument, PlacementDocument, SectionDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import { FilesUnderWayProvider } from "@/field-widgets/filesUnderWay";
import { useShellKind } from "@/field-widgets/ShellKind";
import { widgetOf } from "@/field-widgets/widgets";
import { Skeleton } from "@/ui/shared/Skeleton";
import style from "./forms.module.css";
import { followedValue, withOffered } from "./model/choices";
import { withFixedColumns } from "./model/copying";
import type { RecordForm } from "./useRecordForm";

export type FormSectionProps = {
  readonly run: RecordForm;
  readonly section: SectionDocument;
  readonly words: CellWords;
  readonly headed?: boolean;
};

export const visiblePlaces = (run: RecordForm, section: SectionDocument) =>
  section.fields.flatMap((place) => {
    const field = run.shown.find((one) => one.id === place.field);
    return field && run.state.fields.get(place.field)?.visible ? [{ place, field }] : [];
  });

export function FormSection({ run, section, words, headed = true }: FormSectionProps) {
  const phone = useShellKind() === "phone";
  const places = visiblePlaces(run, section);
  if (places.length === 0) return null;
  return (
    <FilesUnderWayProvider value={run.files.follow}>
      <section className={style.section} aria-label={section.name || undefined}>
        {headed && section.name ? <h2 className={style.heading}>{section.name}</h2> : null}
        <div className={phone ? style.column : style.columns}>
          {places.map(({ place, field }) => (
            <div
              key={field.id}
              data-field={field.id}
              className={style.place}
              style={{ "--span": place.width ?? 24 } as CSSProperties}
            >
              <PlacedField run={run} place={place} field={field} words={words} />
            </div>
          ))}
        </div>
      </section>
    </FilesUnderWayProvider>
  );
}

type PlacedFieldProps = {
  readonly run: RecordForm;
  readonly place: PlacementDocument;
  readonly field: FieldDocument;
  readonly words: CellWords;
};

function PlacedField({ run, place, field, words }: PlacedFieldProps) {
  const { t } = useTranslation("forms");
  const Widget = widgetOf(field);
  const value = run.state.values[field.key] ?? null;
  const chosen = followedValue(field, run.fields, run.state.values);
  const offered = useMemo(
    () => withFixedColumns(withOffered(field, chosen, value), run.copies),
    [field, chosen, value, run.copies],
  );
  const state = run.state.fields.get(field.id);
  const help =
    (run.unread.has(field.key) ? t("notCopied") : undefined) ||
    place.help ||
    field.help ||
    (run.stale.has(field.key) ? t("afterSaving") : undefined);
  const lacks = run.missing.has(field.key) ? t("missing") : undefined;
  return (
    <>
      <Suspense fallback={<Skeleton lines={1} />}>
        <Widget
          field={offered}
          frame={{
            label: place.label || field.name,
            ...(help ? { hint: help } : {}),
            required: state?.required ?? false,
            problem: lacks ?? run.placed.atField.get(field.key),
          }}
          value={value}
          onChange={(value) => run.set(field.key, value)}
          disabled={run.busy || (state?.readonly ?? false)}
          words={words}
          problemAt={(path) => run.placed.inside.get([field.key, ...path].join("/"))}
        />
      </Suspense>
      {state?.messages.map((message) => (
        <p key={message} className={style.message} role="status">
          {message}
        </p>
      ))}
    </>
  );
}
