/** The pages of the entity designer, for people who may design. */
import { useTranslation } from "react-i18next";
import { EntityDesignerPage as EntityPage } from "@/features/entity-designer/pages/EntityDesignerPage";
import { NewEntityPage as NewEntity } from "@/features/entity-designer/pages/NewEntityPage";
import { RelationsPage as Relations } from "@/features/entity-designer/pages/RelationsPage";
import { designerOf } from "../designers";
import { DesignPage } from "./DesignPage";
import { designerParts } from "./designerParts";

export function EntityDesignerPage() {
  const { t } = useTranslation("entityDesigner");
  return (
    <DesignPage title={t("page.entity")}>
      <EntityPage ConditionEditor={designerParts.ConditionEditor} designerOf={designerOf} />
    </DesignPage>
  );
}

export function NewEntityPage() {
  const { t } = useTranslation("entityDesigner");
  return (
    <DesignPage title={t("page.newEntity")}>
      <NewEntity />
    </DesignPage>
  );
}

export function RelationsPage() {
  const { t } = useTranslation("entityDesigner");
  return (
    <DesignPage title={t("page.relations")}>
      <Relations designerOf={designerOf} />
    </DesignPage>
  );
}
