import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { appsQuery } from "@/api/design";
import { pageIcon } from "@/features/shell/pageIcon";
import { pageAddress } from "@/lib/pageAddress";
import { EmptyState } from "@/ui/shared/EmptyState";
import { Skeleton } from "@/ui/shared/Skeleton";
import { List } from "@/ui-phone/List";
import { ListRow } from "@/ui-phone/ListRow";
import { PhoneShell } from "../PhoneShell";
import style from "./phonePages.module.css";

/** The pages of an app, by the job that they serve. */
export function AppPage() {
  const { t } = useTranslation("phonePages");
  const { app: key } = useParams();
  const navigate = useNavigate();
  const { data } = useQuery(appsQuery);
  const app = data?.find((one) => one.key === key);
  return (
    <PhoneShell title={app?.name ?? t("apps.title")} onBack={() => void navigate("/apps")}>
      {data ? null : <Skeleton lines={6} />}
      {data && (app?.menu.length ?? 0) === 0 ? <EmptyState title={t("apps.empty")} /> : null}
      {app?.menu.map((group) => (
        <section key={group.id}>
          <h2 className={style.group}>{group.name}</h2>
          <List label={group.name}>
            {group.items.map((item) => (
              <ListRow
                key={item.id}
                title={item.name}
                before={pageIcon(item)}
                to={pageAddress(app.key, item)}
              />
            ))}
          </List>
        </section>
      ))}
    </PhoneShell>
  );
}
