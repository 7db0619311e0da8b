import { useTranslation } from "react-i18next";
import { LinkTabs } from "@/ui/page/LinkTabs";

export function PeopleTabs({ current }: { readonly current: "people" | "departments" | "roles" }) {
  const { t } = useTranslation("people");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "people", label: t("tab.people"), to: "/people" },
        { key: "departments", label: t("tab.departments"), to: "/people/departments" },
        { key: "roles", label: t("tab.roles"), to: "/people/roles" },
      ]}
    />
  );
}
