/** What is wrong with the page, as the server says, with the way to its place. */
import type { DesignProblem } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import { barProblems } from "@/designing/parts/barProblems";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import type { PageSelection } from "./model/pageDeeds";
import { blocksIn, pageOf, places } from "./model/recordPage";
import type { PageDesk } from "./PageDeskContext";

/** The part of the page that the path of a problem leads to. */
export function pagePlaceOf(entity: EntityDraft, path: DesignProblem["path"]): PageSelection {
  const [, member, number] = path;
  const page = pageOf(entity);
  const fact = member === "facts" ? page.facts?.[Number(number)] : undefined;
  if (fact !== undefined) return { kind: "fact", id: fact };
  const place = places.find((one) => one === member);
  const block = place && blocksIn(page, place)[Number(number)];
  return block ? { kind: "block", id: block.id } : { kind: "page" };
}

export function usePageProblems(
  { entity, view }: PageDesk,
  onShow: (selection: PageSelection) => void,
): readonly BarProblem[] {
  return barProblems(view, entity.id, (path) => onShow(pagePlaceOf(entity, path)));
}
