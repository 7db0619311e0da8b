import { Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FlowWords } from "@/flow-canvas/words";
import { lazily } from "@/i18n/lazily";
import { Skeleton } from "@/ui/shared/Skeleton";
import type { RunDocument } from "../api";
import { runTrace, staysOf } from "../model/drawn";
import { useDwellWords } from "../useDwellWords";
import style from "./runs.module.css";
import { VisitCard } from "./VisitCard";

/** The library behind the drawing comes only when somebody looks at it. */
const FlowCanvas = lazily(async () => (await import("@/flow-canvas/FlowCanvas")).FlowCanvas);

export type RunGraphProps = { readonly run: RunDocument; readonly zone: string };

/** The run's own version of its flow as a drawing: where it was, where it stands, who, when and how long. */
export function RunGraph({ run, zone }: RunGraphProps) {
  const { t } = useTranslation("runs");
  const dwell = useDwellWords();
  const [picked, setPicked] = useState<string>();
  const [pointed, setPointed] = useState<string>();
  const stays = useMemo(() => staysOf(run), [run]);
  const trace = useMemo(() => runTrace(run), [run]);
  const words: FlowWords = useMemo(
    () => ({
      line: (node) => {
        const stay = stays.get(node.id);
        if (!stay) return undefined;
        const times = stay.lines.length > 1 ? t("graph.times", { count: stay.lines.length }) : "";
        const said = [stay.people.join(", "), dwell(stay.milliseconds), times].filter(Boolean);
        return said.length > 0 ? said.join(" · ") : undefined;
      },
    }),
    [stays, dwell, t],
  );
  const shown = run.graph.nodes.find((node) => node.id === (pointed ?? picked));
  return (
    <>
      <div className={style.graph}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <FlowCanvas
            graph={run.graph}
            words={words}
            start={t("startedBy", { name: run.initiator?.name ?? t("flow") })}
            trace={trace}
            selected={picked}
            onSelect={setPicked}
            onFocused={setPointed}
          />
        </Suspense>
      </div>
      <section
        className={style.stay}
        aria-label={shown ? t("graph.details", { node: String(shown.name) }) : t("graph.hint")}
      >
        {shown ? (
          <Stays name={String(shown.name)} lines={stays.get(shown.id)?.lines ?? []} zone={zone} />
        ) : (
          <p className={style.meta}>{t("graph.hint")}</p>
        )}
      </section>
    </>
  );
}

type StaysProps = {
  readonly name: string;
  readonly lines: readonly Parameters<typeof VisitCard>[0]["line"][];
  readonly zone: string;
};

function Stays({ name, lines, zone }: StaysProps) {
  const { t } = useTranslation("runs");
  if (lines.length === 0) return <p className={style.meta}>{t("graph.none", { node: name })}</p>;
  return (
    <ol className={style.path}>
      {lines.map((line) => (
        <VisitCard key={line.visit.id} line={{ ...line, depth: 0 }} zone={zone} />
      ))}
    </ol>
  );
}
