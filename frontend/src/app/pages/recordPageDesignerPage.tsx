/** The designer of the record page, for people who may design. */
import { useTranslation } from "react-i18next";
import { RecordPageDesignerPage as RecordPagePage } from "@/features/entity-designer/pages/RecordPageDesignerPage";
import { DesignPage } from "./DesignPage";
import { recordPageParts } from "./recordPageParts";

export function RecordPageDesignerPage() {
  const { t } = useTranslation("pageDesigner");
  return (
    <DesignPage title={t("page")}>
      <RecordPagePage {...recordPageParts} />
    </DesignPage>
  );
}
