import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { appsQuery } from "@/api/design";
import { joinNames } from "@/lib/joinNames";
import button from "@/ui/shared/Button.module.css";
import { exportAddress, type PackageRow } from "../api";
import style from "./market.module.css";

/** Apps that were made here and came with no package: each goes out as one. */
export function OwnApps({ packages }: { readonly packages: readonly PackageRow[] }) {
  const { t } = useTranslation("market");
  const { data: apps = [] } = useQuery(appsQuery);
  const installed = new Set(packages.flatMap((one) => one.installed.map(({ app }) => app)));
  const own = apps.filter((app) => !installed.has(app.id));
  if (own.length === 0) return null;
  return (
    <section className={style.panel} aria-label={t("own.title")}>
      <h2>{t("own.title")}</h2>
      <p className={style.meta}>{t("own.hint")}</p>
      <ul className={style.stack}>
        {own.map((app) => (
          <li key={app.id} className={style.actions}>
            <strong>{app.name}</strong>
            <a
              href={exportAddress(app.id)}
              download
              className={joinNames(button.button, button.plain, button.small)}
              aria-label={t("own.export", { name: app.name })}
            >
              <Download aria-hidden="true" size={14} /> {t("export")}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
