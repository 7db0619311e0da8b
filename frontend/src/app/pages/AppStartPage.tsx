import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, useParams } from "react-router";
import { appsQuery } from "@/api/design";
import { startOf } from "@/features/shell/model/where";
import { EmptyState } from "@/ui/shared/EmptyState";
import { Skeleton } from "@/ui/shared/Skeleton";
import { DesignAppLink } from "./DesignAppLink";
import { NotFoundPage } from "./NotFoundPage";

/** An app opens with the first page of its menu. */
export function AppStartPage() {
  const { t } = useTranslation("shell");
  const { app: key } = useParams();
  const { data } = useQuery(appsQuery);
  if (!data) return <Skeleton lines={4} />;
  const app = data.find((one) => one.key === key);
  if (!app) return <NotFoundPage />;
  if (app.menu.length === 0)
    return <EmptyState title={app.name} hint={t("emptyApp")} action={<DesignAppLink app={app.id} />} />;
  return <Navigate to={startOf(app)} replace />;
}
