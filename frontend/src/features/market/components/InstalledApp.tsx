import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { appsQuery } from "@/api/design";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { exportAddress, type Installation, type PackagePreview, removeSamples, uninstall } from "../api";
import style from "./market.module.css";

export type InstalledAppProps = { readonly installation: Installation; readonly preview: PackagePreview };

/** An installed app: open it, take it along as a package, empty it of samples, or take it away. */
export function InstalledApp({ installation, preview }: InstalledAppProps) {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const [asked, setAsked] = useState<"samples" | "uninstall">();
  const [sure, setSure] = useState(false);
  const [result, setResult] = useState<{ readonly removed: number; readonly kept: number }>();
  const { app, version, installed_at } = installation;
  const { data: apps } = useQuery(appsQuery);
  const key = apps?.find((one) => one.id === app)?.key;
  const again = () =>
    Promise.all(
      ["packages", "design", "records", "roles"].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  const stop = () => {
    setAsked(undefined);
    setSure(false);
  };
  return (
    <div className={style.installed}>
      <p>
        {key ? <Link to={`/a/${key}`}>{t("openApp")}</Link> : null}{" "}
        <span className={style.meta}>
          {version} · <RelativeTime moment={installed_at} />
        </span>
      </p>
      {result ? (
        <Notice tone="success">{t("removed", { count: result.removed, kept: result.kept })}</Notice>
      ) : null}
      <div className={style.actions}>
        <a href={exportAddress(app)} download>
          <Download aria-hidden="true" size={14} /> {t("export")}
        </a>
        <Button size="small" onClick={() => setAsked("samples")}>
          {t("removeSamples")}
        </Button>
        <Button size="small" look="danger" onClick={() => setAsked("uninstall")}>
          {t("uninstall")}
        </Button>
      </div>
      {asked === "samples" ? (
        <Question
          title={t("removeSamples")}
          confirm={t("removeSamples")}
          onClose={stop}
          onConfirm={async () => {
            setResult(await removeSamples(app));
            await again();
          }}
        >
          <p>{t("removeSamplesMeans")}</p>
        </Question>
      ) : null}
      {asked === "uninstall" ? (
        <Question
          danger
          title={t("uninstallTitle", { name: preview.name })}
          confirm={t("uninstall")}
          ready={sure}
          onClose={stop}
          onConfirm={async () => {
            await uninstall(app);
            await again();
          }}
        >
          <p>{t("uninstallMeans")}</p>
          <ul>
            {(["entities", "dashboards", "flows", "roles"] as const).map((key) => (
              <li key={key}>{t(`gone.${key}`, { count: preview[key].length })}</li>
            ))}
          </ul>
          <Notice tone="info">{t("uninstallKept")}</Notice>
          <CheckField label={t("uninstallSure")} value={sure} onChange={setSure} />
        </Question>
      ) : null}
    </div>
  );
}
