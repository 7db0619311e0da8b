/** What the board builder asks while it works: charts for fields, cards that are not saved, filters, classes. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import { type DraftShown, drafts } from "@/designing/api";
import { canonical } from "@/designing/model/canonical";
import type { Json } from "@/lib/json";
import type { WidgetAnswer } from "@/widget-charts/WidgetContent";
import type { BoardDraft, CardDraft, MetricDraft } from "./model/documents";

export type Proposal = Omit<Schemas["ProposalShown"], "widget" | "metric"> & {
  readonly widget: CardDraft;
  readonly metric: MetricDraft | null;
};
export type Wire = Schemas["WireShown"];
export type Wiring = Schemas["WiringShown"];
export type PartWritten = Schemas["PartWritten"];

const at = (path: string) => `/design/boards/${path}`;

/** A board as the server takes it: JSON, which documents are. */
const sent = (document: object): Readonly<Record<string, Json>> =>
  document as unknown as Readonly<Record<string, Json>>;

export type Chosen = {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly target: string | undefined;
};

export const proposalsQuery = (chosen: Chosen) =>
  queryOptions({
    queryKey: ["board-proposals", chosen],
    queryFn: ({ signal }) =>
      call<{ readonly proposals: readonly Proposal[] }>("POST", at("recommend"), { body: chosen, signal }),
    select: (answer) => answer.proposals,
    enabled: chosen.fields.length > 0,
    staleTime: 60_000,
  });

/** The card alone on its board: what the other cards are does not matter to its numbers. */
const alone = (board: BoardDraft, card: CardDraft): object => {
  const { filters: _filters, phone: _phone, wall: _wall, ...rest } = board;
  return { ...rest, widgets: [card] };
};

/** Numbers of a card as it is now; where it stands and what it is called changes nothing about them. */
export const cardAnswerQuery = (board: BoardDraft, card: CardDraft, metric: MetricDraft | undefined) => {
  const { x: _x, y: _y, w: _w, h: _h, ...shown } = { ...card, id: "card", name: "card" };
  const asked = { board: sent(alone(board, shown)), metrics: metric ? [sent(metric)] : [] };
  return queryOptions({
    queryKey: ["board-card", board.app, canonical(shown), canonical(metric ?? null)],
    queryFn: ({ signal }) =>
      call<{ readonly widgets: Readonly<Record<string, WidgetAnswer>> }>("POST", at("data"), {
        body: asked,
        signal,
      }).then((answer) => answer.widgets.card ?? {}),
    staleTime: 60_000,
  });
};

/** Which cards a filter over a field reaches, and why not the others. */
export const wiring = (
  board: BoardDraft,
  metrics: readonly MetricDraft[],
  entity: string,
  field: string,
  signal?: AbortSignal,
) =>
  call<Wiring>("POST", at("wiring"), {
    body: { board: sent(board), metrics: metrics.map(sent), entity, field },
    ...(signal ? { signal } : {}),
  });

export type ClassesAsked = {
  readonly board: BoardDraft;
  readonly card: CardDraft;
  readonly field: string;
  readonly write?: string;
  readonly after?: string;
};

const classes = (path: "abc/write" | "abc/undo", { board, card, ...asked }: ClassesAsked) =>
  call<PartWritten>("POST", at(path), {
    body: { board: sent(alone(board, card)), widget: card.id, ...asked },
  });

export const writeClasses = (asked: ClassesAsked) => classes("abc/write", asked);
export const takeBackClasses = (asked: ClassesAsked) => classes("abc/undo", asked);

export type Adopted = Pick<DraftShown, "id" | "revision" | "version" | "document">;

/** A metric as a draft of its own, ready to be worked on beside the board. */
export async function createMetric(metric: Omit<MetricDraft, "id">): Promise<Adopted> {
  const made = await drafts.create(sent(metric));
  return drafts.read(made.id);
}
