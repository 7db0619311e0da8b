/** Adding a filter: it joins every card with a matching field at once, and says how many. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { canonical } from "@/designing/model/canonical";
import { useToast } from "@/ui-phone/toastContext";
import { type Wiring, wiring } from "./api";
import { type BoardDesk, useBoard } from "./BoardContext";
import { addFilter } from "./model/deeds";
import { type FilterDraft, type MetricDraft, metricIds } from "./model/documents";
import { type PathField, roleOf } from "./model/fields";

const metricsOf = (desk: BoardDesk): readonly MetricDraft[] =>
  metricIds(desk.board).flatMap((id) => desk.metric(id) ?? []);

export function useAddFilter(): (entity: string, found: PathField) => Promise<void> {
  const { t } = useTranslation("dashboardDesigner");
  const desk = useBoard();
  const toast = useToast();
  return async (entity, { path, name, field }) => {
    const wired = await wiring(desk.board, metricsOf(desk), entity, path);
    const command = addFilter(desk.board, {
      name,
      fields: Object.keys(wired.fields).length > 0 ? wired.fields : { [entity]: path },
      ...(roleOf(field) === "time" ? { operator: "between" } : {}),
    });
    if (!desk.run(command)) return;
    desk.select({ kind: "filter", id: command.filter.id });
    toast.show({
      text: t("filter.wired", { reached: wired.reached, count: wired.cards }),
      action: { label: t("undo"), onSelect: desk.undo },
      milliseconds: 8_000,
    });
  };
}

/** For each card whether a filter reaches it, and why not; asked again when cards come, go or change. */
export function useWiring(filter: FilterDraft): Wiring | undefined {
  const desk = useBoard();
  const [entity = "", path = ""] = Object.entries(filter.fields)[0] ?? [];
  const { board } = desk;
  const cards = board.widgets.map(({ id, type, name, entity: own, metric }) => ({
    id,
    type,
    name,
    entity: own ?? null,
    metric: metric ?? null,
  }));
  const { data } = useQuery({
    queryKey: ["board-wiring", board.id, entity, path, canonical(cards)],
    queryFn: ({ signal }) => wiring(board, metricsOf(desk), entity, path, signal),
    enabled: entity !== "",
    placeholderData: (before) => before,
  });
  return data;
}
