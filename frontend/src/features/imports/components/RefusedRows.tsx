import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatNumber } from "@/lib/numbers";
import { PlainTable } from "@/ui/page/PlainTable";
import { refusedQuery } from "../api";
import style from "./imports.module.css";

/** Rows that were left out, and those that an undo kept, each with the reason at its cell. */
export function RefusedRows({ job, kept }: { readonly job: string; readonly kept: boolean }) {
  const { t } = useTranslation("imports");
  const title = t(kept ? "refused.withKept" : "refused.title");
  const { data } = useQuery(refusedQuery(job));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {data.next === null ? null : (
        <p className={style.meta}>{t("refused.more", { count: data.items.length })}</p>
      )}
      <PlainTable
        label={title}
        rows={data.items}
        rowKey={(row) => String(row.row)}
        columns={[
          { key: "row", title: t("refused.row"), show: (row) => formatNumber(row.row) },
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
