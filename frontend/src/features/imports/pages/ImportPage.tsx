import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { entityQuery } from "@/api/design";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import {
  changeImport,
  checkImport,
  type ImportCheck,
  type ImportJob,
  importQuery,
  isOpen,
  runImport,
} from "../api";
import { CheckStep } from "../components/CheckStep";
import style from "../components/imports.module.css";
import { MappingStep } from "../components/MappingStep";
import { RunStep } from "../components/RunStep";
import { type Step, Steps } from "../components/Steps";
import { type ImportMapping, openFields, type Shared } from "../model/mapping";
import { levels, people, personFields } from "../model/people";

const noShared: Shared = new Set();

/** An import from its mapping to its result; leaving the page loses nothing, the job stays where it is. */
export function ImportPage() {
  const { job: id = "" } = useParams();
  const { t } = useTranslation("imports");
  const job = useQuery(importQuery(id));
  const before = job.data !== undefined && isOpen(job.data);
  const [step, setStep] = useState<Step>("mapping");
  return (
    <PageFrame
      narrow
      title={job.data ? t("of", { file: job.data.file_name }) : t("title")}
      below={<Steps current={before ? step : "run"} />}
    >
      <Answered query={job}>
        {(data) =>
          before ? <Draft key={data.id} job={data} step={step} onStep={setStep} /> : <RunStep job={data} />
        }
      </Answered>
    </PageFrame>
  );
}

type DraftProps = { readonly job: ImportJob; readonly step: Step; readonly onStep: (step: Step) => void };

function Draft({ job, step, onStep }: DraftProps) {
  const { t } = useTranslation("imports");
  const client = useQueryClient();
  const entity = useQuery({ ...entityQuery(job.entity), enabled: job.entity !== people });
  const [mapping, setMapping] = useState<ImportMapping>(job.mapping);
  const [historical, setHistorical] = useState(job.historical);
  const [check, setCheck] = useState<ImportCheck | undefined>(job.report ?? undefined);
  const [stale, setStale] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  const look = () =>
    attempt(async () => {
      await changeImport(job.id, mapping);
      setCheck(await checkImport(job.id, historical));
      setStale(false);
      onStep("check");
    });
  const run = () =>
    attempt(async () => {
      await runImport(job.id, historical);
      await client.invalidateQueries({ queryKey: ["imports", job.id] });
    });
  const ofPeople = job.entity === people;
  const fields = ofPeople
    ? personFields((key) => t(`person.${key}`))
    : openFields(job.fields, entity.data?.fields ?? []);
  return (
    <>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {busy ? <ProgressBar label={t("check.busy")} done={0} /> : null}
      {step === "check" && check ? (
        <CheckStep
          check={check}
          fields={fields}
          mapping={mapping}
          historical={historical}
          onChange={(next) => {
            setMapping(next);
            setStale(true);
          }}
          onHistorical={(next) => {
            setHistorical(next);
            setStale(true);
          }}
        />
      ) : (
        <MappingStep
          columns={job.columns}
          fields={fields}
          mapping={mapping}
          shared={ofPeople ? levels : noShared}
          onChange={setMapping}
        />
      )}
      <div className={style.foot}>
        {step === "check" ? (
          <>
            <Button onClick={() => onStep("mapping")}>{t("back")}</Button>
            <Button look={stale ? "primary" : "plain"} busy={busy} onClick={() => void look()}>
              {t("checkAgain")}
            </Button>
            <Button
              look={stale ? "plain" : "primary"}
              disabled={stale || busy || (check?.good ?? 0) === 0}
              onClick={() => void run()}
            >
              {t("start", { count: check?.good ?? 0 })}
            </Button>
          </>
        ) : (
          <Button
            look="primary"
            busy={busy}
            disabled={mapping.columns.length === 0}
            onClick={() => void look()}
          >
            {t("next")}
          </Button>
        )}
      </div>
    </>
  );
}
