import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { appsQuery } from "@/api/design";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { exportAddress, type Installation, removeSamples } from "../api";
import { AppPeople } from "./AppPeople";
import { AppTests } from "./AppTests";
import style from "./market.module.css";
import { UndoUpgrade } from "./UndoUpgrade";
import { UninstallDialog } from "./UninstallDialog";

export type InstalledAppProps = {
  readonly installation: Installation;
  readonly packageId: string;
  /** The reader looks after installed apps. */
  readonly may: boolean;
};

/** An installed app: open it; see who stands behind it, test it, take it along, or take it away. */
export function InstalledApp({ installation, packageId, may }: InstalledAppProps) {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const [asked, setAsked] = useState<"samples" | "tests" | "uninstall" | "undo">();
  const [result, setResult] = useState<{ readonly removed: number; readonly kept: number }>();
  const { app, version, installed_at, newer, upgraded } = installation;
  const { data: apps } = useQuery(appsQuery);
  const key = apps?.find((one) => one.id === app)?.key;
  const again = () =>
    Promise.all(
      ["packages", "design", "records", "roles"].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  const stop = () => setAsked(undefined);
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
      {newer ? (
        <Notice
          tone="info"
          action={<Link to={`/market/${packageId}/upgrade/${app}`}>{t("upgrade.look")}</Link>}
        >
          {t("upgrade.available", { version: newer })}
        </Notice>
      ) : null}
      {may ? <AppPeople app={app} /> : null}
      {may ? (
        <div className={style.actions}>
          <a href={exportAddress(app)} download>
            <Download aria-hidden="true" size={14} /> {t("export")}
          </a>
          <Button size="small" onClick={() => setAsked("samples")}>
            {t("removeSamples")}
          </Button>
          <Button size="small" onClick={() => setAsked("tests")}>
            {t("tests.title")}
          </Button>
          {upgraded ? (
            <Button size="small" onClick={() => setAsked("undo")}>
              {t("upgrade.undo")}
            </Button>
          ) : null}
          <Button size="small" look="danger" onClick={() => setAsked("uninstall")}>
            {t("uninstall")}
          </Button>
        </div>
      ) : null}
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
      {asked === "tests" ? <AppTests app={app} onClose={stop} /> : null}
      {asked === "uninstall" ? <UninstallDialog app={app} onClose={stop} onDone={again} /> : null}
      {asked === "undo" ? <UndoUpgrade app={app} onClose={stop} onDone={again} /> : null}
    </div>
  );
}
