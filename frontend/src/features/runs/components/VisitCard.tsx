import { useTranslation } from "react-i18next";
import { ConditionTests } from "@/flow-canvas/ConditionTests";
import { formatMoment } from "@/lib/moments";
import { Button } from "@/ui/shared/Button";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { Tone } from "@/ui/tokens";
import type { Visit } from "../api";
import type { PathLine } from "../model/path";
import { useDwellWords } from "../useDwellWords";
import { EffectItem } from "./EffectItem";
import style from "./runs.module.css";

export type VisitCardProps = {
  readonly line: PathLine;
  readonly zone: string;
  readonly onRerun?: (() => void) | undefined;
};

const tones: Record<Visit["status"], Tone> = {
  open: "info",
  done: "success",
  halted: "neutral",
  failed: "danger",
};

/** One stay at a node: what it was, who was asked, what it decided or did, and how long it took. */
export function VisitCard({ line, zone, onRerun }: VisitCardProps) {
  const { t } = useTranslation("runs");
  const { visit, depth, milliseconds } = line;
  const took = useDwellWords()(milliseconds);
  return (
    <li
      className={style.visit}
      data-status={visit.status}
      style={{ "--depth": depth } as React.CSSProperties}
    >
      <p className={style.visitHead}>
        <strong>{visit.node.name}</strong>
        <span className={style.meta}>{t(`node.${visit.node.type}`, { defaultValue: visit.node.type })}</span>
        <StatusTag tone={tones[visit.status]}>{t(`visit.${visit.status}`)}</StatusTag>
        {visit.port ? (
          <span className={style.meta}>
            {t("left", { port: t(`port.${visit.port.id}`, { defaultValue: visit.port.name }) })}
          </span>
        ) : null}
      </p>
      <p className={style.meta}>
        <time dateTime={visit.entered_at} className="figures">
          {formatMoment(visit.entered_at, zone)}
        </time>
        {took ? ` · ${took}` : ""}
        {visit.people?.length ? ` · ${visit.people.map((one) => one.name).join(" · ")}` : ""}
      </p>
      {visit.branches?.map((branch) => (
        <ConditionTests key={branch.id} branch={branch} />
      ))}
      {visit.effects?.length ? (
        <ul className={style.effects} aria-label={t("effects")}>
          {visit.effects.map((effect, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: effects of a past step keep their order
            <EffectItem key={index} effect={effect} />
          ))}
        </ul>
      ) : null}
      {visit.problem ? (
        <p role="note">
          <StatusTag tone="danger">{visit.problem.message}</StatusTag>{" "}
          <code className={style.meta}>{visit.problem.code}</code>
        </p>
      ) : null}
      {onRerun ? (
        <p>
          <Button size="small" onClick={onRerun}>
            {t("rerun.here")}
          </Button>
        </p>
      ) : null}
    </li>
  );
}
