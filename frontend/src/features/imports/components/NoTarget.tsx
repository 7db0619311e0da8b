import { useQuery } from "@tanstack/react-query";
import { FileSpreadsheet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isAble, meQuery } from "@/api/people";
import { LinkButton } from "@/ui/page/LinkButton";
import { EmptyState } from "@/ui/shared/EmptyState";

/** Nothing to import into: a table may become a list of its own, for those who may design. */
export function NoTarget() {
  const { t } = useTranslation("imports");
  const { data: me } = useQuery(meQuery);
  const may = isAble(me, "design");
  return (
    <EmptyState
      icon={<FileSpreadsheet />}
      title={t("none.title")}
      hint={t(may ? "none.hint" : "none.ask")}
      action={may ? <LinkButton to="/begin/table">{t("none.begin")}</LinkButton> : undefined}
    />
  );
}
