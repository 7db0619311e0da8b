/** Everything wrong or odd about the form: what the server says and what the rules themselves show. */
import { useMemo } from "react";
import type { DesignProblem } from "@/designing/api";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import { useSay } from "@/designing/useSay";
import type { FormDesk } from "./DeskContext";
import type { Selection } from "./model/deeds";
import { type FormDraft, labelOf, placedIds } from "./model/documents";
import { ruleWarnings } from "./model/ruleWarnings";

const focusSelected = () =>
  requestAnimationFrame(() => {
    const place = document.querySelector<HTMLElement>("[data-selected] [data-cover]");
    place?.scrollIntoView({ block: "center" });
    place?.focus({ preventScroll: true });
  });

/** The part of a form that the path of a problem leads to. */
export function placeOfProblem(form: FormDraft, path: DesignProblem["path"]): Selection {
  const [member, number, inner, index] = path;
  const section = member === "sections" ? form.sections[Number(number)] : undefined;
  const placed = inner === "fields" ? section?.fields[Number(index)]?.field : undefined;
  if (placed) return { kind: "fields", ids: [placed] };
  return section ? { kind: "section", id: section.id } : { kind: "form" };
}

export function useProblems(desk: FormDesk, onShow: () => void): readonly BarProblem[] {
  const { form, entity, view, select } = desk;
  const say = useSay();
  const warnings = useMemo(
    () => ruleWarnings(form.rules ?? [], new Set(placedIds(form)), (id) => labelOf(form, entity, id)),
    [form, entity],
  );
  const show = (selection: Selection) => () => {
    select(selection);
    onShow();
    focusSelected();
  };
  const told = (id: string, placeOf: (path: DesignProblem["path"]) => Selection) =>
    (["error", "warning"] as const).flatMap((level) =>
      ((level === "error" ? view.problems : view.warnings)[id] ?? []).map(
        (one): BarProblem => ({
          key: `${id}.${one.code}.${one.path.join(".")}`,
          level,
          text: one.message,
          onShow: show(placeOf(one.path)),
        }),
      ),
    );
  const ofEntity = ([member, number]: DesignProblem["path"]): Selection => {
    const field = member === "fields" ? entity.fields[Number(number)]?.id : undefined;
    return field && placedIds(form).includes(field) ? { kind: "fields", ids: [field] } : { kind: "form" };
  };
  return [
    ...told(form.id, (path) => placeOfProblem(form, path)),
    ...told(entity.id, ofEntity),
    ...warnings.map(
      (one): BarProblem => ({
        key: `${one.rule}.${one.say.key}.${JSON.stringify(one.say.params)}`,
        level: "warning",
        text: `${form.rules?.find((rule) => rule.id === one.rule)?.name ?? ""}: ${say(one.say)}`,
        onShow: show({ kind: "form" }),
      }),
    ),
  ];
}
