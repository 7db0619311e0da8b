import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isAble, meQuery } from "@/api/people";
import style from "./pages.module.css";

/** At the foot of an app's menu: to all that it is made of, for those who may change it. */
export function DesignAppLink({ app }: { readonly app: string }) {
  const { t } = useTranslation("shell");
  const { data: me } = useQuery(meQuery);
  if (!isAble(me, "design")) return null;
  return (
    <Link to={`/design/apps/${app}`} className={style.designApp}>
      <PencilRuler size={15} aria-hidden="true" />
      {t("designApp")}
    </Link>
  );
}
