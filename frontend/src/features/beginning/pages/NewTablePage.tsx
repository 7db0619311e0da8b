import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { FileDrop } from "@/ui/page/FileDrop";
import { PageFrame } from "@/ui/page/PageFrame";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { openTable, tableQuery } from "../api";

/** A table is looked at first; nothing is built by uploading it. */
export function NewTablePage() {
  const { t } = useTranslation("beginning");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const read = await openTable(file);
      client.setQueryData(tableQuery(read.job).queryKey, read);
      const query = search.size > 0 ? `?${search}` : "";
      await navigate(`/begin/table/${read.job}${query}`);
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <PageFrame narrow title={t("table.title")} hint={t("table.hint")}>
      {busy ? (
        <ProgressBar label={t("table.reading")} done={0} />
      ) : (
        <FileDrop
          invitation={t("table.drop")}
          label={t("table.choose")}
          hint={t("table.dropHint")}
          accept=".csv,.xlsx,text/csv"
          onFile={(file) => void take(file)}
        />
      )}
      {problem ? <ProblemNotice problem={problem} /> : null}
      <p>
        <Link to="/imports/new">{t("table.existing")}</Link>
      </p>
    </PageFrame>
  );
}
