import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { appsQuery } from "@/api/design";
import { appIcon } from "@/features/shell/pageIcon";
import { accentFor } from "@/ui/accentFor";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { List } from "@/ui-phone/List";
import { ListRow } from "@/ui-phone/ListRow";
import { PhoneShell } from "../PhoneShell";
import style from "./phonePages.module.css";

export function AppsPage() {
  const { t } = useTranslation("phonePages");
  const { data, error, refetch } = useQuery(appsQuery);
  return (
    <PhoneShell title={t("apps.title")}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={5} />}
      {data?.length === 0 ? <EmptyState title={t("apps.none")} hint={t("apps.hint")} /> : null}
      {data && data.length > 0 ? (
        <List label={t("apps.title")}>
          {data.map((app) => (
            <ListRow
              key={app.id}
              title={app.name}
              detail={app.description}
              to={`/a/${app.key}`}
              before={
                <span className={style.tile} data-accent={accentFor(app.color, "indigo")} aria-hidden="true">
                  {appIcon(app.icon) ?? Array.from(app.name)[0]}
                </span>
              }
            />
          ))}
        </List>
      ) : null}
    </PhoneShell>
  );
}
