import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, GateDocument } from "@/api/documents";
import { stageSteps } from "../model/gates";
import style from "./record.module.css";

export type StageBarProps = {
  readonly gate: GateDocument;
  readonly entity: EntityDocument;
  readonly current: unknown;
};

export function StageBar({ gate, entity, current }: StageBarProps) {
  const { t } = useTranslation("records");
  return (
    <ol className={style.stages} aria-label={t("stage.path")}>
      {stageSteps(gate, entity, current).map((step) => (
        <li
          key={step.option}
          data-state={step.state}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          {step.state === "done" ? <Check size={13} aria-hidden="true" /> : null}
          {step.name}
          {step.state === "done" ? <span className="visually-hidden"> {t("stage.done")}</span> : null}
        </li>
      ))}
    </ol>
  );
}
