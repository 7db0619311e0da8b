import { Circle, CircleCheckBig, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isAble, type Me } from "@/api/people";
import { IconButton } from "@/ui/shared/IconButton";
import { dismiss, isDismissed } from "./dismissal";
import style from "./home.module.css";
import { type Step, stepsOf } from "./model/checklist";
import { useWorkspaceFacts } from "./useWorkspaceFacts";

/** Four steps on one's own data; gone when all are taken, or when they are put away. */
export function FirstSteps({ me }: { readonly me: Me }) {
  const { t } = useTranslation("home");
  const [away, setAway] = useState(() => isDismissed(me.person.id));
  const facts = useWorkspaceFacts(me, !away && isAble(me, "design"));
  const steps = facts && !away ? stepsOf(facts) : [];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  const putAway = () => {
    dismiss(me.person.id);
    setAway(true);
  };
  return (
    <section aria-labelledby="home-steps" className={style.steps}>
      <h3 id="home-steps" className={style.heading}>
        {t("steps.title")}
        <small>{t("steps.done", { count: done, all: steps.length })}</small>
        <IconButton size="small" label={t("steps.dismiss")} icon={<X />} onClick={putAway} />
      </h3>
      <ol>
        {steps.map((step) => (
          <li key={step.name} data-done={step.done || undefined}>
            <StepLine step={step} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepLine({ step: { name, done, to } }: { readonly step: Step }) {
  const { t } = useTranslation("home");
  const Mark = done ? CircleCheckBig : Circle;
  return (
    <>
      <Mark size={18} aria-hidden="true" />
      <span>
        {done || to === null ? (
          <strong>{t(`step.${name}.name`)}</strong>
        ) : (
          <Link to={to}>{t(`step.${name}.name`)}</Link>
        )}
        {done ? <span className="visually-hidden">{t("steps.isDone")}</span> : null}
        <small>{t(to === null && !done ? "steps.formFirst" : `step.${name}.hint`)}</small>
      </span>
    </>
  );
}
