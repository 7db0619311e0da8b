import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EntityName } from "@/api/documents";
import type { EntityDraft } from "./documents";
import type { NewNames } from "./newFields";

/** Names for what new fields of this entity bring along; a new link leads to another entity of the app. */
export function useNewNames(entities: readonly EntityName[], { id, app }: EntityDraft): NewNames {
  const { t } = useTranslation("designing");
  const linked = entities.find((one) => one.id !== id && one.app === app)?.id ?? id;
  return useMemo(
    () => ({ option: (number) => t("new.option", { number }), column: t("new.column"), linked }),
    [t, linked],
  );
}
