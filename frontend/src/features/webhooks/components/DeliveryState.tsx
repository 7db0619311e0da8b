import { useTranslation } from "react-i18next";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { Delivery } from "../api";

const tones = { pending: "info", delivered: "success", failed: "danger", skipped: "neutral" } as const;

export function DeliveryState({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation("webhooks");
  // A first try is on its way; later ones wait because something went wrong.
  const waits = delivery.state === "pending" && delivery.attempt > 0;
  return (
    <StatusTag tone={waits ? "warning" : tones[delivery.state]}>
      {t(waits ? "state.waits" : `state.${delivery.state}`)}
    </StatusTag>
  );
}
