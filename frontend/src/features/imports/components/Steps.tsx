import { useTranslation } from "react-i18next";
import style from "./imports.module.css";

const steps = ["upload", "mapping", "check", "run"] as const;
export type Step = (typeof steps)[number];

export function Steps({ current }: { readonly current: Step }) {
  const { t } = useTranslation("imports");
  return (
    <ol className={style.steps} aria-label={t("steps")}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? "step" : undefined}>
          <span aria-hidden="true">{index + 1}</span>
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
