import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { drafts } from "@/designing/api";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useAppDesk } from "../AppDesk";
import type { ObjectRow } from "../model/objects";
import style from "./AppDesigner.module.css";

export type RemoveObjectProps = { readonly row: ObjectRow; readonly onClose: () => void };

/** Who uses it is said before the click; what is used stays. */
export function RemoveObject({ row, onClose }: RemoveObjectProps) {
  const { t } = useTranslation(["appDesigner", "designing"]);
  const client = useQueryClient();
  const { parts } = useAppDesk();
  const [known, setKnown] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["design", "users", row.id],
    queryFn: () => drafts.users(row.id),
    staleTime: 0,
    gcTime: 0,
  });
  const users = [...new Map((data?.users ?? []).map((one) => [one.by, one])).values()];
  const loses = row.kind === "entity" && row.version !== null;
  const remove = async () => {
    await drafts.remove(row.id, known);
    await client.invalidateQueries({ queryKey: ["design"] });
  };
  return (
    <Question
      title={t("remove.title", { name: row.name })}
      confirm={t("remove.confirm")}
      danger
      ready={data !== undefined && users.length === 0 && (!loses || known)}
      onClose={onClose}
      onConfirm={remove}
    >
      {error ? <ProblemNotice problem={error} /> : null}
      {data || error ? null : <Skeleton lines={2} />}
      {users.length > 0 ? (
        <Notice tone="warning">
          <p>{t("remove.used")}</p>
          <ul className={style.users}>
            {users.map((one) => {
              const to = parts.designerOf(one.kind, one.by);
              const kind = t(`designing:kind.${one.kind}`);
              return (
                <li key={one.by}>
                  {kind} {to ? <Link to={to}>{one.name}</Link> : one.name}
                </li>
              );
            })}
          </ul>
        </Notice>
      ) : null}
      {data && users.length === 0 ? (
        <p>{t(row.version === null ? "remove.draftOnly" : "remove.unused")}</p>
      ) : null}
      {loses && users.length === 0 ? (
        <CheckField label={t("remove.records")} value={known} onChange={setKnown} />
      ) : null}
    </Question>
  );
}
