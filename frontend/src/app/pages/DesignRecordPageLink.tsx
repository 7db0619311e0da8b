import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { DesignButton } from "@/designing/parts/DesignButton";

export type DesignRecordPageLinkProps = { readonly entity: EntityDocument; readonly record: string };

/** From a record to the designer of its page, which shows this very record. */
export function DesignRecordPageLink({ entity, record }: DesignRecordPageLinkProps) {
  const { t } = useTranslation("shell");
  return <DesignButton label={t("editPage")} to={`/design/pages/${entity.id}?record=${record}`} />;
}
