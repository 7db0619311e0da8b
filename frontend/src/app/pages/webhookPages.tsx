/** The webhooks' pages with the conditions of lists in them. */
import { WebhookPage as One } from "@/features/webhooks/pages/WebhookPage";
import { WebhooksPage as All } from "@/features/webhooks/pages/WebhooksPage";
import { webhookFilter } from "./webhookFilter";

export const WebhooksPage = () => <All Editor={webhookFilter.Editor} />;

export const WebhookPage = () => <One {...webhookFilter} />;
