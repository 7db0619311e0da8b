/** Everything wrong or odd about the entity, as the server says, with the way to its place. */
import type { DesignProblem } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import { barProblems } from "@/designing/parts/barProblems";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import type { EntityDesk } from "./DeskContext";
import type { Selection } from "./model/deeds";

/** The part of an entity that the path of a problem leads to. */
export function placeOfProblem(entity: EntityDraft, path: DesignProblem["path"]): Selection {
  const [member, number, inner, index] = path;
  const field = member === "fields" ? entity.fields[Number(number)] : undefined;
  if (field) return { kind: "field", id: field.id };
  const gate = member === "gates" ? entity.gates?.[Number(number)] : undefined;
  const stage = inner === "stages" ? gate?.stages[Number(index)] : undefined;
  return gate && stage ? { kind: "stage", gate: gate.id, option: stage.option } : { kind: "entity" };
}

export function useProblems(
  { entity, view }: EntityDesk,
  onShow: (selection: Selection) => void,
): readonly BarProblem[] {
  return barProblems(view, entity.id, (path) => onShow(placeOfProblem(entity, path)));
}
