import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import { refusedQuery } from "../api";
import style from "./imports.module.css";

/** Rows that were left out, each with the reason at its cell. */
export function RefusedRows({ job }: { readonly job: string }) {
  const { t } = useTranslation("imports");
  const { data } = useQuery(refusedQuery(job));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t("refused.title")}>
      <h2>{t("refused.title")}</h2>
      {data.next === null ? null : (
        <p className={style.meta}>{t("refused.more", { count: data.items.length })}</p>
      )}
      <PlainTable
        label={t("refused.title")}
        rows={data.items}
        rowKey={(row) => String(row.row)}
        columns={[
          { key: "row", title: t("refused.row"), show: (row) => row.row },
          {
            key: "why",
            title: t("check.problem"),
            show: (row) =>
              row.problems
                .map((one) => [one.column, one.message ?? one.code].filter(Boolean).join(": "))
                .join("; "),
          },
          {
            key: "cells",
            title: t("refused.cells"),
            show: (row) => <p className={style.samples}>{row.cells.filter(Boolean).join(" · ")}</p>,
          },
        ]}
      />
    </section>
  );
}
