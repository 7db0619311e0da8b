import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { drafts } from "@/designing/api";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useAppDesk } from "../AppDesk";
import type { Page } from "../model/deeds";
import { type RoleRights, seesPage } from "../model/seen";
import style from "./Menu.module.css";

/** Which roles find this page on their menu: told here, changed in the roles. */
export function SeenBy({ page }: { readonly page: Page }) {
  const { t } = useTranslation("appDesigner");
  const { rows, parts } = useAppDesk();
  const ids = rows.filter((row) => row.kind === "role").map((row) => row.id);
  const roles = useQuery({
    queryKey: ["design", "role-drafts", ...ids],
    queryFn: () => Promise.all(ids.map(async (id) => (await drafts.read(id)).document as RoleRights)),
  });
  const entity = useQuery({
    queryKey: ["design", "page-entity", page.id],
    queryFn: async () => ((await drafts.read(page.id)).document as { entity?: string }).entity ?? null,
  });
  if (roles.error) return <ProblemNotice problem={roles.error} />;
  if (!roles.data || entity.data === undefined) return <Skeleton lines={3} />;
  const shown = { id: page.id, entity: entity.data ?? undefined };
  return (
    <section className={style.seen} aria-label={t("seen.title")}>
      <h3>{t("seen.title")}</h3>
      <ul>
        {roles.data.map((role) => {
          const to = parts.designerOf("role", role.id);
          return (
            <li key={role.id}>
              {to ? <Link to={to}>{role.name}</Link> : <span>{role.name}</span>}
              <span>{t(seesPage(role, shown, roles.data) ? "seen.yes" : "seen.no")}</span>
            </li>
          );
        })}
      </ul>
      <p className={style.hint}>{t("seen.hint")}</p>
    </section>
  );
}
