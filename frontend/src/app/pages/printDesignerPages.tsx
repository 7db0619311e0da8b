import { useTranslation } from "react-i18next";
import { NewPrintPage as NewPrint } from "@/features/print-designer/pages/NewPrintPage";
import { PrintDesignerPage as PrintPage } from "@/features/print-designer/pages/PrintDesignerPage";
import { DesignPage } from "./DesignPage";

export function PrintDesignerPage() {
  const { t } = useTranslation("printDesigner");
  return (
    <DesignPage title={t("page")}>
      <PrintPage />
    </DesignPage>
  );
}

export function NewPrintPage() {
  const { t } = useTranslation("printDesigner");
  return (
    <DesignPage title={t("new.title")}>
      <NewPrint />
    </DesignPage>
  );
}
