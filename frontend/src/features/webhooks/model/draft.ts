/** A webhook while it is being written, and what is sent of it. */
import type { Condition } from "@/lib/condition/condition";
import { type Webhook, type WebhookChange, type WebhookEvent, webhookEvents } from "../api";
import { needsNewSecret, placeOf } from "./place";

export type WebhookDraft = {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** Empty for every entity. */
  readonly entity: string;
  readonly filter: Condition | null;
  readonly active: boolean;
  /** Empty for one that the server makes. */
  readonly secret: string;
};

export const draftOf = (webhook: Webhook | undefined): WebhookDraft => ({
  name: webhook?.name ?? "",
  url: webhook?.url ?? "",
  events: webhook?.events ?? ["record.created", "record.updated"],
  entity: webhook?.entity ?? "",
  filter: webhook?.filter ?? null,
  active: webhook?.active ?? true,
  secret: "",
});

export const isReady = ({ name, url, events }: WebhookDraft): boolean =>
  name.trim() !== "" && placeOf(url.trim()) !== undefined && events.length > 0;

/** Another entity has other fields: a filter cannot stay. */
export const withEntity = (draft: WebhookDraft, entity: string): WebhookDraft =>
  entity === draft.entity ? draft : { ...draft, entity, filter: null };

export const withEvent = (draft: WebhookDraft, event: WebhookEvent, wanted: boolean): WebhookDraft => ({
  ...draft,
  events: webhookEvents.filter((one) => (one === event ? wanted : draft.events.includes(one))),
});

export function changeOf(draft: WebhookDraft, webhook: Webhook | undefined): WebhookChange {
  const url = draft.url.trim();
  const secret = draft.secret.trim();
  const renew = secret === "" && needsNewSecret(webhook?.url, url);
  return {
    name: draft.name.trim(),
    url,
    events: draft.events,
    entity: draft.entity || null,
    filter: draft.entity ? draft.filter : null,
    active: draft.active,
    ...(secret === "" ? {} : { secret }),
    ...(renew ? { renew_secret: true } : {}),
  };
}
