import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { meQuery } from "@/api/people";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { Button } from "@/ui/shared/Button";
import { packageQuery, packagesQuery } from "../api";
import { InstallDialog } from "../components/InstallDialog";
import { InstalledApp } from "../components/InstalledApp";
import style from "../components/market.module.css";
import { PackageIcon } from "../components/PackageIcon";
import { PackageParts } from "../components/PackageParts";
import { WithdrawPackage } from "../components/WithdrawPackage";
import { samplesOf } from "../model/preview";

/** Everything a package would bring, before it is installed. */
export function PackagePage() {
  const { package: id = "" } = useParams();
  const { t } = useTranslation("market");
  const preview = useQuery(packageQuery(id));
  const { data: packages } = useQuery(packagesQuery);
  const { data: me } = useQuery(meQuery);
  const [installing, setInstalling] = useState(false);
  const row = packages?.find((one) => one.id === id);
  const installed = row?.installed ?? [];
  const may = me?.admin || me?.abilities.includes("packages");
  return (
    <PageFrame
      narrow
      title={preview.data?.name ?? t("title")}
      hint={preview.data?.summary}
      actions={
        <>
          <Link to="/market">{t("back")}</Link>
          {may && preview.data ? (
            <Button look="primary" onClick={() => setInstalling(true)}>
              {t("install")}
            </Button>
          ) : null}
        </>
      }
    >
      <Answered query={preview}>
        {(data) => (
          <div className={style.columns}>
            <section className={style.panel} aria-label={t("brings")}>
              {data.description ? <p>{data.description}</p> : null}
              <PackageParts preview={data} />
            </section>
            <aside className={style.panel} aria-label={t("about")}>
              <div className={style.head}>
                <PackageIcon icon={data.icon} color={data.color} />
                <p className={style.meta}>
                  {t("by", { publisher: data.publisher || t("unknown"), version: data.version })}
                </p>
              </div>
              <p className={style.meta}>{t("sampleRows", { count: samplesOf(data) })}</p>
              {installed.map((one) => (
                <InstalledApp key={one.app} installation={one} packageId={id} may={Boolean(may)} />
              ))}
              {may && row?.uploaded ? <WithdrawPackage id={id} /> : null}
              {may ? null : <Notice tone="info">{t("notYours")}</Notice>}
            </aside>
            {installing ? (
              <InstallDialog
                preview={data}
                again={installed.length > 0}
                onClose={() => setInstalling(false)}
              />
            ) : null}
          </div>
        )}
      </Answered>
    </PageFrame>
  );
}
