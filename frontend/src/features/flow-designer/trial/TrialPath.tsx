import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { ConditionTests } from "@/flow-canvas/ConditionTests";
import { NodeIcon } from "@/flow-canvas/NodeIcon";
import { portName } from "@/flow-canvas/ports";
import { formatMoment } from "@/lib/moments";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { Tone } from "@/ui/tokens";
import { useDesk } from "../DeskContext";
import { nodeOf } from "../model/documents";
import style from "./Trial.module.css";
import { TrialEffects } from "./TrialEffects";
import type { TrialShown, TrialVisit } from "./useTrial";

const tones: Readonly<Record<TrialVisit["status"], Tone>> = {
  open: "info",
  done: "success",
  halted: "neutral",
  failed: "danger",
};

/** Every step in the order in which it would be reached, with its reasons and all that would come of it. */
export function TrialPath({ shown }: { readonly shown: TrialShown }) {
  const { t } = useTranslation("flowTrial");
  return (
    <section className={style.block} aria-label={t("path")}>
      <h3>{t("path")}</h3>
      {shown.trigger.branches.map((branch) => (
        <ConditionTests key={branch.id} branch={{ ...branch, name: t("trigger") }} />
      ))}
      <ol className={style.path}>
        {shown.path.map((visit) => (
          <Step key={visit.visit} visit={visit} />
        ))}
      </ol>
      {shown.finish.length > 0 ? (
        <div className={style.step}>
          <strong>{t("finish")}</strong>
          <TrialEffects messages={shown.finish} />
        </div>
      ) : null}
    </section>
  );
}

function Step({ visit }: { readonly visit: TrialVisit }) {
  const { t } = useTranslation(["flowTrial", "flowCanvas"]);
  const { t: ports } = useTranslation("flowCanvas");
  const { flow } = useDesk();
  const { zone } = useCellWords();
  const node = nodeOf(flow, visit.node);
  return (
    <li
      className={style.step}
      data-status={visit.status}
      style={{ "--depth": Math.min(3, visit.depth) } as React.CSSProperties}
    >
      <p className={style.stepHead}>
        <NodeIcon type={visit.type} />
        <strong>{visit.name || t("flowTrial:initiatorsDesk")}</strong>
        <StatusTag plain tone={tones[visit.status]}>
          {t(`flowTrial:visit.${visit.status}`)}
        </StatusTag>
      </p>
      <p className={style.hint}>
        <time dateTime={visit.entered}>{formatMoment(visit.entered, zone)}</time>
        {node && visit.port ? ` · ${t("flowTrial:left", { port: portName(ports, node, visit.port) })}` : ""}
      </p>
      {visit.branches.map((branch) => (
        <ConditionTests key={branch.id} branch={branch} />
      ))}
      <TrialEffects {...visit} />
    </li>
  );
}
