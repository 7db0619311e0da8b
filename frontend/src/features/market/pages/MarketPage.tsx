import { useQuery } from "@tanstack/react-query";
import { PackageOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { meQuery } from "@/api/people";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { EmptyState } from "@/ui/shared/EmptyState";
import { StatusTag } from "@/ui/shared/StatusTag";
import { packagesQuery } from "../api";
import style from "../components/market.module.css";
import { OwnApps } from "../components/OwnApps";
import { PackageIcon } from "../components/PackageIcon";
import { RemovedApps } from "../components/RemovedApps";
import { UploadPackage } from "../components/UploadPackage";

/** What can be installed; a package is looked at before it is taken. */
export function MarketPage() {
  const { t } = useTranslation("market");
  const packages = useQuery(packagesQuery);
  const { data: me } = useQuery(meQuery);
  const may = me?.admin || me?.abilities.includes("packages");
  return (
    <PageFrame narrow title={t("title")} hint={t("hint")}>
      <Answered query={packages}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<PackageOpen />} title={t("none")} hint={t("noneHint")} />
          ) : (
            <ul className={style.gallery}>
              {list.map((one) => (
                <li key={one.id} className={style.card}>
                  <div className={style.head}>
                    <PackageIcon icon={one.icon} color={one.color} />
                    <div>
                      <h2 className={style.name}>
                        <Link to={`/market/${one.id}`}>{one.name}</Link>
                      </h2>
                      <p className={style.meta}>
                        {t("by", { publisher: one.publisher || t("unknown"), version: one.version })}
                      </p>
                    </div>
                  </div>
                  <p>{one.summary}</p>
                  <div className={style.foot}>
                    {one.installed.some((app) => app.newer) ? (
                      <StatusTag tone="info">{t("upgrade.available", { version: one.version })}</StatusTag>
                    ) : one.installed.length > 0 ? (
                      <StatusTag tone="success">{t("installed")}</StatusTag>
                    ) : (
                      <span className={style.meta}>{t("look")}</span>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {may ? <UploadPackage /> : null}
      {may && packages.data ? <OwnApps packages={packages.data} /> : null}
      {may ? <RemovedApps /> : null}
    </PageFrame>
  );
}
