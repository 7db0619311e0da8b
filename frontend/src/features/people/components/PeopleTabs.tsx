import { useTranslation } from "react-i18next";
import { LinkTabs } from "@/ui/page/LinkTabs";
import { useMay } from "./useMay";

export function PeopleTabs({ current }: { readonly current: "people" | "departments" | "roles" | "why" }) {
  const { t } = useTranslation("people");
  const may = useMay();
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "people", label: t("tab.people"), to: "/people" },
        { key: "departments", label: t("tab.departments"), to: "/people/departments" },
        ...(may.people
          ? [
              { key: "roles", label: t("tab.roles"), to: "/people/roles" },
              { key: "why", label: t("tab.why"), to: "/people/why" },
            ]
          : []),
      ]}
    />
  );
}
