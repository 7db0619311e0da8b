import { type FormEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CellWords } from "@/field-cells/cell";
import { useShellKind } from "@/field-widgets/ShellKind";
import { Button } from "@/ui/shared/Button";
import { FormBody } from "./FormBody";
import { FormNotices } from "./FormNotices";
import { FormSection } from "./FormSection";
import { focusField, focusProblem } from "./focusProblem";
import style from "./forms.module.css";
import { useFormSteps } from "./useFormSteps";
import type { RecordForm } from "./useRecordForm";

export type DesktopFormProps = {
  readonly run: RecordForm;
  readonly words: CellWords;
  readonly submitLabel: string;
  readonly onSaved: () => void;
  readonly onCancel?: (() => void) | undefined;
  /** Explains a refusal; may lead to a field of this form. */
  readonly explain?: ((problem: unknown, toField: (id: string) => void) => ReactNode) | undefined;
};

export function DesktopForm({ run, words, submitLabel, onSaved, onCancel, explain }: DesktopFormProps) {
  const { t } = useTranslation(["forms", "common"]);
  const size = useShellKind() === "phone" ? "phone" : "medium";
  const place = useRef<HTMLFormElement>(null);
  const stepping = run.form.steps ?? false;
  const steps = useFormSteps(run, () => undefined);
  const more = stepping && !steps.last;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (more) {
      if (!(await steps.next())) requestAnimationFrame(() => focusProblem(place.current));
      return;
    }
    if (await run.submit()) onSaved();
    // The marks appear with the next rendering.
    else requestAnimationFrame(() => focusProblem(place.current));
  };
  const toField = (id: string) => {
    steps.toField(id);
    requestAnimationFrame(() => focusField(place.current, id));
  };
  return (
    <form ref={place} className={style.form} noValidate onSubmit={(event) => void submit(event)}>
      <div className={style.body}>
        <FormNotices run={run} explain={explain ? (problem) => explain(problem, toField) : undefined} />
        {stepping && steps.count > 1 ? (
          <div className={style.progress}>
            <progress
              aria-label={t("step", { at: steps.current + 1, all: steps.count })}
              value={steps.current + 1}
              max={steps.count}
            />
            <span aria-hidden="true">{t("step", { at: steps.current + 1, all: steps.count })}</span>
          </div>
        ) : null}
        {!stepping ? (
          <FormBody run={run} words={words} />
        ) : steps.section ? (
          <FormSection run={run} section={steps.section} words={words} />
        ) : null}
      </div>
      <footer className={style.footer}>
        <Button type="submit" look="primary" size={size} busy={run.busy || run.files.awaited}>
          {more ? t("next") : submitLabel}
        </Button>
        {stepping && steps.current > 0 ? (
          <Button size={size} onClick={steps.back}>
            {t("before")}
          </Button>
        ) : null}
        {onCancel ? (
          <Button look="quiet" onClick={onCancel}>
            {t("common:cancel")}
          </Button>
        ) : null}
        <span className={style.kept} role="status">
          {run.files.awaited
            ? t("uploading", { count: run.files.count })
            : run.changed
              ? t("draft.kept")
              : ""}
        </span>
      </footer>
    </form>
  );
}
