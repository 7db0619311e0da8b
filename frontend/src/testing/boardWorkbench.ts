/** A board and its metric as drafts, for tests of the board builder. */
import type { DesignDocument, Workbench } from "@/designing/model/workbench";

export const metricDraft = {
  format: 1,
  kind: "metric",
  id: "met_won",
  app: "app_sales",
  name: "Won",
  entity: "ent_deal",
  measure: { id: "amount", summary: "sum", field: "amount" },
  show: "money",
};

const grouped = { entity: "ent_deal", measures: [{ id: "count", summary: "count" }] };

export const boardDraft = {
  format: 1,
  kind: "dashboard",
  id: "dsh_board",
  app: "app_sales",
  name: "Board",
  widgets: [
    { id: "won", type: "kpi", name: "Won", metric: "met_won", h: 3 },
    {
      id: "levels",
      type: "bar",
      name: "Levels",
      ...grouped,
      groups: [{ field: "level" }],
      y: 3,
      w: 12,
      h: 8,
    },
    { id: "days", type: "line", name: "Days", ...grouped, x: 12, y: 3, w: 12, h: 8 },
    { id: "list", type: "table", name: "List", entity: "ent_deal", columns: ["name"], y: 11, w: 24, h: 8 },
  ],
  filters: [
    { id: "level", name: "Level", fields: { ent_deal: "level" }, off: ["list"] },
    { id: "owner", name: "Owner", fields: { ent_deal: "owner" } },
  ],
  phone: ["won", "list"],
  wall: { pages: [{ id: "p1", name: "One", widgets: ["won", "levels"] }] },
};

export const boardWorkbench = (): Workbench =>
  structuredClone({ dsh_board: boardDraft, met_won: metricDraft }) as unknown as Readonly<
    Record<string, DesignDocument>
  >;
