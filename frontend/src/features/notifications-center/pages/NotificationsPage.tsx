import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { LinkTabs } from "@/ui/page/LinkTabs";
import { PageFrame } from "@/ui/page/PageFrame";
import { NotificationList } from "../components/NotificationList";
import { Preferences } from "../components/Preferences";

const tabs = ["all", "unread", "preferences"] as const;

export function NotificationsPage() {
  const { t } = useTranslation("notices");
  const [search] = useSearchParams();
  const tab = tabs.find((one) => one === search.get("tab")) ?? "all";
  return (
    <PageFrame
      narrow
      title={t("title")}
      below={
        <LinkTabs
          label={t("title")}
          current={tab}
          tabs={tabs.map((key) => ({
            key,
            label: t(`tab.${key}`),
            to: key === "all" ? "/notifications" : `/notifications?tab=${key}`,
          }))}
        />
      }
    >
      {tab === "preferences" ? <Preferences /> : <NotificationList key={tab} unread={tab === "unread"} />}
    </PageFrame>
  );
}
