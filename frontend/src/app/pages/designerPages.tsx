/** The designers' pages, for people who may design. */
import { useTranslation } from "react-i18next";
import { FormDesignerPage as FormPage } from "@/features/form-designer/pages/FormDesignerPage";
import { NewFormPage as NewForm } from "@/features/form-designer/pages/NewFormPage";
import { DesignPage } from "./DesignPage";
import { designerParts } from "./designerParts";

export function FormDesignerPage() {
  const { t } = useTranslation("designing");
  return (
    <DesignPage title={t("page.form")}>
      <FormPage {...designerParts} />
    </DesignPage>
  );
}

export function NewFormPage() {
  const { t } = useTranslation("designing");
  return (
    <DesignPage title={t("page.newForm")}>
      <NewForm />
    </DesignPage>
  );
}
