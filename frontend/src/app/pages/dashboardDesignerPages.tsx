/** The board builder's pages, for people who may design. */
import { useTranslation } from "react-i18next";
import { DashboardDesignerPage as DesignerPage } from "@/features/dashboard-designer/pages/DashboardDesignerPage";
import { NewDashboardPage as NewPage } from "@/features/dashboard-designer/pages/NewDashboardPage";
import { DesignPage } from "./DesignPage";
import { designerParts } from "./designerParts";

export function DashboardDesignerPage() {
  const { t } = useTranslation("dashboardDesigner");
  return (
    <DesignPage title={t("page.designer")}>
      <DesignerPage ConditionEditor={designerParts.ConditionEditor} />
    </DesignPage>
  );
}

export function NewDashboardPage() {
  const { t } = useTranslation("dashboardDesigner");
  return (
    <DesignPage title={t("page.new")}>
      <NewPage />
    </DesignPage>
  );
}
