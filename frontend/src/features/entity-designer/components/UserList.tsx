import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Skeleton } from "@/ui/shared/Skeleton";
import type { User } from "../api";
import { kindCounts } from "../model/userWords";
import type { EntityParts } from "../parts";
import style from "./Canvas.module.css";

export type UserListProps = {
  /** The entity itself: it needs no way there. */
  readonly self: string;
  readonly users: readonly User[] | undefined;
  readonly designerOf: EntityParts["designerOf"];
};

/** Every object that builds upon something, by kind, with the way there. */
export function UserList({ self, users, designerOf }: UserListProps) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  if (!users) return <Skeleton lines={3} />;
  if (users.length === 0) return <p className={style.hint}>{t("users.none")}</p>;
  return (
    <div className={style.users}>
      {kindCounts(users).map(({ kind, count }) => (
        <section key={kind}>
          <h3>{t("users.kind", { kind: t(`designing:kind.${kind}`), count })}</h3>
          <ul>
            {users
              .filter((one) => one.kind === kind)
              .map((one) => {
                const path = one.by === self ? undefined : designerOf(one.kind, one.by);
                const name = one.by === self ? t("users.itself") : one.name;
                return (
                  <li key={one.by}>
                    {path ? <Link to={path}>{name}</Link> : <span>{name}</span>}
                    <span className={style.hint}>{t("users.places", { count: one.places })}</span>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
    </div>
  );
}
