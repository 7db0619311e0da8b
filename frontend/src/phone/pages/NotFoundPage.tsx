import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { EmptyState } from "@/ui/shared/EmptyState";

/** Some pages exist on the desktop only; the same address is offered there. */
export function NotFoundPage() {
  const { t } = useTranslation(["common", "shell"]);
  const { pathname } = useLocation();
  return (
    <main>
      <h1 className="visually-hidden">{t("notFound.title")}</h1>
      <EmptyState
        icon={<Compass />}
        title={t("notFound.title")}
        hint={t("notFound.hint")}
        action={<Link to="/">{t("notFound.home")}</Link>}
      />
      <p style={{ textAlign: "center" }}>
        <a href={`${pathname}?desktop=1`}>{t("shell:desktopVersion")}</a>
      </p>
    </main>
  );
}
