import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { type Proposal, proposalsQuery } from "../api";
import { useBoard } from "../BoardContext";
import type { Wells } from "../model/wells";
import { CardFace } from "./CardFace";
import style from "./Panel.module.css";

export type ProposalsProps = {
  readonly entity: string;
  readonly wells: Wells;
  readonly onAdded: () => void;
};

/** The three best pictures of what was chosen, alive, each with the reason; a click puts it on the board. */
export function Proposals({ entity, wells, onAdded }: ProposalsProps) {
  const { t } = useTranslation("dashboardDesigner");
  const desk = useBoard();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const fields = [...wells.dimensions, ...wells.measures];
  const { data, error, isPlaceholderData } = useQuery({
    ...proposalsQuery({ entity, fields, target: wells.target[0] }),
    placeholderData: keepPreviousData,
  });
  if (fields.length === 0) return null;
  const take = async ({ widget, metric }: Proposal) => {
    setBusy(true);
    try {
      await desk.add(widget, metric);
      onAdded();
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  const refused = problem ?? error;
  return (
    <section className={style.group} aria-label={t("proposal.title")}>
      <h2>{t("proposal.title")}</h2>
      {refused ? <ProblemNotice problem={refused} /> : null}
      {!data && !error ? <Skeleton block={120} /> : null}
      {data?.length === 0 ? <p className={style.hint}>{t("proposal.none")}</p> : null}
      <ul className={style.proposals} data-stale={isPlaceholderData || undefined}>
        {data?.map((one) => (
          <li key={one.because.code} className={style.proposal} data-type={one.widget.type}>
            <button
              type="button"
              className={style.take}
              disabled={busy || isPlaceholderData}
              aria-label={t("proposal.take", { type: t(`type.${one.widget.type}`), name: one.widget.name })}
              onClick={() => void take(one)}
            />
            <div className={style.thumbnail}>
              <CardFace
                board={desk.board}
                card={one.widget}
                metric={
                  one.metric ??
                  (typeof one.widget.metric === "string" ? desk.metric(one.widget.metric) : undefined)
                }
                entity={desk.entities.find((known) => known.id === entity)?.key}
              />
            </div>
            <p className={style.because}>
              <strong>{t(`type.${one.widget.type}`)}</strong>
              <span>{one.because.message}</span>
            </p>
            <span className={style.plus} aria-hidden="true">
              <Plus size={14} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
