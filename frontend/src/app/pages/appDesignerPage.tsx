/** The app designer's page with the parts that the shell brings. */
import { useTranslation } from "react-i18next";
import { AppDesignerPage as Page } from "@/features/app-designer/pages/AppDesignerPage";
import type { AppDesignerParts } from "@/features/app-designer/parts";
import { appIcon, iconNames, pageIcon } from "@/features/shell/pageIcon";
import { pageAddress } from "@/lib/pageAddress";
import { accentFor } from "@/ui/accentFor";
import { designerOf, newDesignOf } from "../designers";
import { AppMenu } from "../shell/AppMenu";
import { DesignPage } from "./DesignPage";

const MenuPreview: AppDesignerParts["MenuPreview"] = ({ name, color, groups, pageOf }) => (
  <div data-accent={accentFor(color, "indigo")}>
    <AppMenu
      app={{ id: "preview", name, to: "", accent: accentFor(color, "indigo") }}
      groups={groups
        .filter((group) => group.items.length > 0)
        .map((group) => ({
          key: group.id,
          label: group.name,
          pages: group.items.map(({ id, opens, name: own = "", icon = "" }) => {
            const page = pageOf(opens);
            const label = own || (page?.name ?? opens);
            const entry = { id, opens, name: label, icon, kind: page?.kind ?? "view" };
            return { key: id, label, to: `/preview/${id}`, icon: pageIcon(entry) };
          }),
        }))}
      footer={null}
    />
  </div>
);

const parts: AppDesignerParts = {
  MenuPreview,
  iconNames,
  iconOf: appIcon,
  designerOf,
  newOf: newDesignOf,
  pageAddress: (app, { id, kind }) => pageAddress(app, { id, opens: id, name: "", icon: "", kind }),
};

export function AppDesignerPage() {
  const { t } = useTranslation("appDesigner");
  return (
    <DesignPage title={t("page.app")}>
      <Page {...parts} />
    </DesignPage>
  );
}
