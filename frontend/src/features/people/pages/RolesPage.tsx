import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Answered } from "@/ui/page/Answered";
import { LinkButton } from "@/ui/page/LinkButton";
import { PageFrame } from "@/ui/page/PageFrame";
import { EmptyState } from "@/ui/shared/EmptyState";
import { rolesQuery } from "../api";
import { PeopleTabs } from "../components/PeopleTabs";
import style from "../components/people.module.css";
import { RoleMembers } from "../components/RoleMembers";

/** Roles come with the apps; here people are given them. */
export function RolesPage() {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const roles = useQuery(rolesQuery);
  return (
    <PageFrame narrow title={t("title")} hint={t("role.hint")} below={<PeopleTabs current="roles" />}>
      <Answered query={roles}>
        {(list) => {
          const current = list.find((role) => role.id === search.get("role")) ?? list[0];
          if (!current)
            return (
              <EmptyState
                icon={<ShieldCheck />}
                title={t("role.none")}
                hint={t("role.noneHint")}
                action={<LinkButton to="/">{t("role.begin")}</LinkButton>}
              />
            );
          return (
            <div className={style.columns}>
              <nav aria-label={t("tab.roles")}>
                <ul className={style.roles}>
                  {list.map((role) => (
                    <li key={role.id}>
                      <Link
                        to={`/people/roles?role=${role.id}`}
                        aria-current={role.id === current.id ? "page" : undefined}
                      >
                        <span>{role.name}</span>
                        <span className="figures">{t("role.count", { count: role.members })}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </nav>
              <RoleMembers key={current.id} role={current} />
            </div>
          );
        }}
      </Answered>
    </PageFrame>
  );
}
