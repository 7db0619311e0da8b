/** The pages of the flow designer. */
import { useTranslation } from "react-i18next";
import { FlowDesignerPage as DesignerPage } from "@/features/flow-designer/pages/FlowDesignerPage";
import { NewFlowPage as NewFlow } from "@/features/flow-designer/pages/NewFlowPage";
import { DesignPage } from "./DesignPage";
import { designerParts } from "./designerParts";

export function FlowDesignerPage() {
  const { t } = useTranslation("flowDesigner");
  return (
    <DesignPage title={t("page.flow")}>
      <DesignerPage {...designerParts} />
    </DesignPage>
  );
}

export function NewFlowPage() {
  const { t } = useTranslation("flowDesigner");
  return (
    <DesignPage title={t("page.newFlow")}>
      <NewFlow />
    </DesignPage>
  );
}
