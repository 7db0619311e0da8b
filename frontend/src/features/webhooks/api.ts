/** Webhooks and what was sent to them, over the API. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import type { Condition } from "@/lib/condition/condition";

/** The filter by hand: a schema names the forms of a condition, not the tree. */
export type Webhook = Omit<Schemas["WebhookShown"], "filter"> & { readonly filter: Condition | null };
export type Delivery = Schemas["DeliveryShown"];
export type WebhookChange = Partial<
  Pick<Webhook, "name" | "url" | "events" | "entity" | "filter" | "active">
> & { readonly secret?: string; readonly renew_secret?: boolean };

export const webhookEvents = [
  "record.created",
  "record.updated",
  "record.deleted",
  "record.restored",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks", "list"],
  queryFn: ({ signal }) =>
    call<{ readonly items: readonly Webhook[] }>("GET", "/webhooks", { signal }).then(
      (answer) => answer.items,
    ),
});

const soon = 60_000;

/** While something is about to be sent, the log looks again every other second. */
export const deliveriesQuery = (webhook: string) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", "deliveries", webhook],
    queryFn: ({ signal, pageParam }) =>
      call<Schemas["DeliveryPage"]>("GET", `/webhooks/${webhook}/deliveries`, {
        query: { cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const lines = state.data?.pages.flatMap((page) => page.items) ?? [];
      const due = lines.some(
        ({ next_try_at: next }) => next !== null && Date.parse(next) < Date.now() + soon,
      );
      return due ? 2000 : false;
    },
  });

type Kept = Webhook & { readonly secret: string | null };

export const makeWebhook = (body: WebhookChange) => call<Kept>("POST", "/webhooks", { body });

export const changeWebhook = (id: string, body: WebhookChange) =>
  call<Kept>("PATCH", `/webhooks/${id}`, { body });

export const removeWebhook = (id: string) => call<void>("DELETE", `/webhooks/${id}`);

export const testWebhook = (id: string) => call<void>("POST", `/webhooks/${id}/test`);

export const sendAgain = (id: string, delivery: string) =>
  call<void>("POST", `/webhooks/${id}/deliveries/${delivery}/redeliver`);
