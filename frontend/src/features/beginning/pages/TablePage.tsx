import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { alreadyBuilt, asDraft, buildTable, tableQuery } from "../api";
import { RowsWaiting } from "../components/RowsWaiting";
import { TablePlanForm } from "../components/TablePlanForm";
import { chosenOf } from "../model/plan";
import { targetOf } from "../model/target";
import type { BeginningParts } from "../parts";
import { useBuilt } from "../useBuilt";

/** How far a table has come; `app`: where its drafts are. */
type Stand = { readonly kind: "proposed" } | { readonly kind: "built" } | Drafted;
type Drafted = { readonly kind: "drafted"; readonly app: string };

const proposed: Stand = { kind: "proposed" };

/** A table that was built from is no longer proposed for: the refusal says what became of it. */
function standOf(refusal: unknown): Stand {
  if (!(refusal instanceof ApiProblem)) return proposed;
  if (refusal.code === alreadyBuilt) return { kind: "built" };
  return refusal.code === asDraft
    ? { kind: "drafted", app: String(refusal.errors[0]?.params?.app ?? "") }
    : proposed;
}

/** A table from its proposal to its records; leaving the page loses nothing, the job stays where it is. */
export function TablePage({ ImportResult }: BeginningParts) {
  const { job = "" } = useParams();
  const { t } = useTranslation("beginning");
  const [search] = useSearchParams();
  const built = useBuilt();
  const [reached, setReached] = useState(proposed);
  const table = useQuery({ ...tableQuery(job), enabled: reached === proposed });
  const stand = reached === proposed ? standOf(table.error) : reached;
  return (
    <PageFrame
      narrow={stand !== proposed}
      title={table.data ? t("table.of", { file: table.data.file_name }) : t("table.title")}
      hint={stand === proposed ? t("table.correct") : undefined}
    >
      {stand.kind === "built" ? <ImportResult job={job} /> : null}
      {stand.kind === "drafted" ? <RowsWaiting app={stand.app} /> : null}
      {stand.kind === "proposed" ? (
        <Answered query={table}>
          {({ status, proposal, error }) =>
            proposal ? (
              <TablePlanForm
                proposal={proposal}
                app={search.get("app") ?? ""}
                onBuild={async (plan, place, publish) => {
                  const target = targetOf(place, plan.name.trim(), publish);
                  const { app } = await buildTable(job, chosenOf(plan), target);
                  await built();
                  setReached(publish ? { kind: "built" } : { kind: "drafted", app });
                }}
              />
            ) : status === "reading" ? (
              <ProgressBar label={t("table.reading")} done={0} />
            ) : (
              <Notice tone="danger">{error?.title ?? t("table.failed")}</Notice>
            )
          }
        </Answered>
      ) : null}
    </PageFrame>
  );
}
