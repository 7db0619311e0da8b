import { useTranslation } from "react-i18next";
import { Notice } from "@/ui/page/Notice";
import { useDesk } from "../../DeskContext";
import style from "../Panel.module.css";

/** For how many people of today nobody would be found here, with names: known before the flow is published. */
export function MannedCheck({ node }: { readonly node: string }) {
  const { t } = useTranslation("flowDesigner");
  const { manned, initiators } = useDesk();
  const found = manned.get(node);
  if (!found) return null;
  if (found.open) return <p className={style.hint}>{t("manned.open")}</p>;
  if (found.missing === 0) return <Notice tone="success">{t("manned.all", { count: initiators })}</Notice>;
  return (
    <Notice tone={found.stuck > 0 ? "danger" : "warning"}>
      <strong>{t("manned.missing", { count: found.missing })}</strong>
      <p>{t(`manned.then.${found.empty}`)}</p>
      {found.stuck > 0 ? <p>{t("manned.stuck", { count: found.stuck })}</p> : null}
      <ul className={style.names}>
        {found.first.map((one) => (
          <li key={one.person?.id ?? ""}>
            {one.person?.name ?? t("manned.nobody")}
            {one.department ? ` · ${one.department.name}` : ""}
            {one.reasons[0] ? `: ${one.reasons[0].message}` : ""}
          </li>
        ))}
      </ul>
      {found.departments.length > 1 ? (
        <p>
          {found.departments
            .map((one) =>
              t("manned.department", { name: one.department?.name ?? t("manned.none"), count: one.count }),
            )
            .join(" · ")}
        </p>
      ) : null}
    </Notice>
  );
}
