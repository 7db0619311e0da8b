import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { Notice } from "@/ui/page/Notice";
import { PlainTable } from "@/ui/page/PlainTable";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import style from "./market.module.css";

const SHOWN = 50;

/** Why a package was not taken: every reason with the file and the place in it. */
export function UploadRefused({ problem }: { readonly problem: unknown }) {
  const { t } = useTranslation("market");
  const found = problem instanceof ApiProblem ? problem.errors : [];
  const placed = found.filter((one) => one.path.length > 0 && one.path[0] !== "file");
  return (
    <div className={style.stack}>
      {placed.length > 0 ? (
        <Notice tone="danger">{t("upload.refused", { count: placed.length })}</Notice>
      ) : (
        <ProblemNotice problem={problem} advice={t("upload.advice")} />
      )}
      {placed.length > 0 ? (
        <PlainTable
          label={t("upload.problems")}
          rows={placed.slice(0, SHOWN)}
          rowKey={(_, index) => String(index)}
          columns={[
            { key: "file", title: t("upload.file"), show: (one) => <code>{String(one.path[0])}</code> },
            { key: "place", title: t("upload.place"), show: (one) => one.path.slice(1).join(" / ") },
            { key: "why", title: t("upload.why"), show: (one) => one.message },
          ]}
        />
      ) : null}
      {placed.length > SHOWN ? (
        <p className={style.meta}>{t("upload.more", { count: placed.length - SHOWN })}</p>
      ) : null}
    </div>
  );
}
