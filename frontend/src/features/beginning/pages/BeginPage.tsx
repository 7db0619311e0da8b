import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { PageFrame } from "@/ui/page/PageFrame";
import { WaysToBegin } from "../components/WaysToBegin";

/** The four ways by themselves: for a new app, or for another list in the app that the address names. */
export function BeginPage() {
  const { t } = useTranslation("beginning");
  const [search] = useSearchParams();
  return (
    <PageFrame narrow title={t("title")} hint={t("hint")}>
      <WaysToBegin app={search.get("app") ?? undefined} blank={search.get("way") === "blank"} />
    </PageFrame>
  );
}
