import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "@/ui/page/Notice";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import type { Proposal } from "../api";
import { mayBeKanban, obstacles, planOf, type TablePlan } from "../model/plan";
import { newApp, type Place } from "../model/target";
import style from "./beginning.module.css";
import { PlaceFields } from "./PlaceFields";
import { TableColumns } from "./TableColumns";

export type TablePlanFormProps = {
  readonly proposal: Proposal;
  /** The app that is to grow; empty for a new one. */
  readonly app: string;
  /** Stays pending until everything stands; a refusal is shown here. */
  readonly onBuild: (plan: TablePlan, place: Place, publish: boolean) => Promise<void>;
};

/** The proposal to be corrected, and one click that builds it. */
export function TablePlanForm({ proposal, app, onBuild }: TablePlanFormProps) {
  const { t } = useTranslation("beginning");
  const [plan, setPlan] = useState(() => planOf(proposal));
  const [place, setPlace] = useState<Place>({ ...newApp, app });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const wrong = obstacles(plan);
  const build = async (publish: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onBuild(plan, place, publish);
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  const nameOf = (key: string | undefined) =>
    plan.columns.find((one) => one.field.key === key)?.facts.column ?? "";
  return (
    <>
      <div className={style.head}>
        <TextField
          label={t("table.name")}
          required
          maxLength={80}
          value={plan.name}
          onChange={(name) => setPlan({ ...plan, name })}
        />
        <PlaceFields value={place} begun={plan.name} onChange={setPlace} />
        <SelectField
          label={t("table.kanban")}
          none={t("table.noKanban")}
          value={
            plan.columns.some((one) => one.field.key === plan.kanban && mayBeKanban(one))
              ? (plan.kanban ?? "")
              : ""
          }
          options={plan.columns
            .filter(mayBeKanban)
            .map(({ field }) => ({ id: field.key, label: field.name }))}
          onChange={(key) => setPlan({ ...plan, kanban: key || null })}
        />
      </div>
      <TableColumns plan={plan} onChange={setPlan} />
      <p className={style.meta}>
        {proposal.looked_at < proposal.rows
          ? t("table.lookedAt", { count: proposal.rows, looked: proposal.looked_at })
          : t("table.rows", { count: proposal.rows })}{" "}
        {t("table.badRows")}{" "}
        {plan.empty.length > 0 ? t("table.empty", { names: plan.empty.join(" · ") }) : null}
      </p>
      {wrong.length > 0 ? (
        <Notice tone="warning">
          <ul>
            {wrong.map((one) => (
              <li key={`${one.kind} ${one.key}`}>{t(`wrong.${one.kind}`, { column: nameOf(one.key) })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      {busy ? <ProgressBar label={t("building")} done={0} /> : null}
      <div className={style.foot}>
        <Button look="primary" busy={busy} disabled={wrong.length > 0} onClick={() => void build(true)}>
          {t("table.build", { count: proposal.rows })}
        </Button>
        <Button disabled={busy || wrong.length > 0} onClick={() => void build(false)}>
          {t("draft")}
        </Button>
      </div>
    </>
  );
}
