import { useTranslation } from "react-i18next";
import type { ActionOffer } from "../api";

/** The node may rename its actions; otherwise they bear their usual names. */
export function useActionWords(): { readonly labelOf: (offer: ActionOffer) => string } {
  const { t } = useTranslation("tasks");
  return { labelOf: (offer) => offer.label || t(`action.${offer.name}`) };
}
