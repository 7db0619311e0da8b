import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { drafts } from "../api";
import type { EntityDraft } from "./documents";
import style from "./Fields.module.css";
import { type RoleDraft, rightOf } from "./rights";

async function rolesOf(app: string): Promise<readonly RoleDraft[]> {
  const { objects } = await drafts.list(app);
  const roles = objects.filter((one) => one.kind === "role" && one.app === app);
  return Promise.all(roles.map(async ({ id }) => (await drafts.read(id)).document as RoleDraft));
}

export type FieldRightsProps = { readonly entity: EntityDraft; readonly id: string };

/** Who sees and who changes the field: told here, changed in roles. */
export function FieldRights({ entity, id }: FieldRightsProps) {
  const { t } = useTranslation("designing");
  const { data, error } = useQuery({
    queryKey: ["design", "roles", entity.app],
    queryFn: () => rolesOf(entity.app),
  });
  if (error) return <ProblemNotice problem={error} />;
  if (!data) return <Skeleton lines={3} />;
  return (
    <>
      <p className={style.hint}>{t(data.length > 0 ? "properties.rightsHint" : "properties.rightsNone")}</p>
      <ul className={style.rights}>
        {data.map((role) => (
          <li key={role.id}>
            <span>{role.name}</span>
            <span>{t(`properties.right.${rightOf(role, entity.id, id)}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
