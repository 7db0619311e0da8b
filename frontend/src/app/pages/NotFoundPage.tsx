import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "@/ui/shared/EmptyState";

export function NotFoundPage() {
  const { t } = useTranslation("common");
  return (
    <>
      <h1 className="visually-hidden">{t("notFound.title")}</h1>
      <EmptyState
        icon={<Compass />}
        title={t("notFound.title")}
        hint={t("notFound.hint")}
        action={<Link to="/">{t("notFound.home")}</Link>}
      />
    </>
  );
}
