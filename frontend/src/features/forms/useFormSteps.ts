/** A form that is filled in section by section: which one is on screen, and the way on and back. */
import { useEffect, useRef, useState } from "react";
import { visiblePlaces } from "./FormSection";
import type { RecordForm } from "./useRecordForm";

export type FormSteps = {
  readonly count: number;
  /** Counted from 0. */
  readonly current: number;
  readonly section: RecordForm["form"]["sections"][number] | undefined;
  readonly last: boolean;
  /** Goes on when nothing that shows is missing; answers whether it did. */
  readonly next: () => Promise<boolean>;
  readonly back: () => void;
  /** Shows the step of a field; nothing where the field is on none. */
  readonly toField: (field: string) => void;
};

/** `onMarked` is told when a step with a problem was brought on screen. */
export function useFormSteps(run: RecordForm, onMarked: () => void): FormSteps {
  const [at, setAt] = useState(0);
  const steps = run.form.sections.filter((section) => visiblePlaces(run, section).length > 0);
  const current = Math.max(0, Math.min(at, steps.length - 1));
  const section = steps[current];
  const show = (step: number) => {
    if (step >= 0) setAt(step);
  };

  // A refusal may concern a section that is not on screen: the first one that it marks is shown.
  const showMarked = () => {
    const marked = new Set(
      run.fields
        .filter(({ key }) => run.missing.has(key) || run.placed.atField.has(key))
        .map((field) => field.id),
    );
    show(steps.findIndex((one) => one.fields.some(({ field }) => marked.has(field))));
    onMarked();
  };
  const latest = useRef(showMarked);
  latest.current = showMarked;
  useEffect(() => {
    if (run.problem !== undefined || run.missing.size > 0) latest.current();
  }, [run.problem, run.missing]);

  return {
    count: steps.length,
    current,
    section,
    last: current >= steps.length - 1,
    next: async () => {
      const fields = section ? visiblePlaces(run, section).map(({ field }) => field) : [];
      if (!(await run.checkFields(fields))) return false;
      setAt(current + 1);
      return true;
    },
    back: () => setAt(Math.max(0, current - 1)),
    toField: (field) => show(steps.findIndex((one) => one.fields.some((placed) => placed.field === field))),
  };
}
