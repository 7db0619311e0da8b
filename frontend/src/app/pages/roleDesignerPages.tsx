/** The role designer's pages with the parts that other features bring. */
import { useTranslation } from "react-i18next";
import { NewRolePage as NewRole } from "@/features/role-designer/pages/NewRolePage";
import { RoleDesignerPage as RolePage } from "@/features/role-designer/pages/RoleDesignerPage";
import type { RoleDesignerParts } from "@/features/role-designer/parts";
import { designerOf } from "../designers";
import { DesignPage } from "./DesignPage";
import { designerParts } from "./designerParts";

const parts: RoleDesignerParts = {
  ConditionEditor: designerParts.ConditionEditor,
  ConditionWords: designerParts.ConditionWords,
  designerOf,
};

export function RoleDesignerPage() {
  const { t } = useTranslation("roleDesigner");
  return (
    <DesignPage title={t("page.role")}>
      <RolePage {...parts} />
    </DesignPage>
  );
}

export function NewRolePage() {
  const { t } = useTranslation("roleDesigner");
  return (
    <DesignPage title={t("page.new")}>
      <NewRole />
    </DesignPage>
  );
}
