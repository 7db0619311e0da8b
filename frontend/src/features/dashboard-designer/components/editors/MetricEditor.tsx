import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { drafts } from "@/designing/api";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import type { ShowAs } from "@/widget-charts/widget";
import { useBoard } from "../../BoardContext";
import { count } from "../../model/cards";
import { setCard, setMetric } from "../../model/deeds";
import { type MetricDraft, metricDefaults } from "../../model/documents";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import { BandsEditor } from "./BandsEditor";
import type { CardEditor } from "./editors";
import { MeasureForm } from "./MeasureForm";
import { NumberSetting } from "./NumberSetting";

const looks: readonly ShowAs[] = ["number", "money", "percent", "duration"];

/** Which metric a key figure shows, and the metric itself: what it measures and its thresholds stand there once. */
export const MetricEditor: CardEditor = function MetricEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, metric: metricAt, adopt } = useBoard();
  const [problem, setProblem] = useState<unknown>();
  const id = String(card.metric ?? "");
  const metric = metricAt(id);
  const { data: rows } = useQuery({
    queryKey: ["design", "rows", board.app],
    queryFn: () => drafts.list(board.app),
    staleTime: 30_000,
  });
  const known = (rows?.objects ?? []).filter((one) => one.kind === "metric");
  const take = async (next: string) => {
    try {
      if (!metricAt(next)) adopt(await drafts.read(next));
      run(setCard(board, card, { metric: next }));
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const missing = id !== "" && !metric;
  // A metric that an older version of the board shows is not open yet.
  useEffect(() => {
    if (missing) drafts.read(id).then(adopt, setProblem);
  }, [missing, id, adopt]);
  const listed = known.some((one) => one.id === id) || !metric ? known : [...known, metric];
  return (
    <>
      <SelectField
        label={t("metric.which")}
        value={id}
        options={listed.map((one) => ({ id: one.id, label: one.name }))}
        onChange={(next) => void take(next)}
      />
      {problem ? <ProblemNotice problem={problem} /> : null}
      {metric ? <MetricForm key={metric.id} metric={metric} /> : null}
      {!metric && !problem ? <Skeleton lines={4} /> : null}
    </>
  );
};

function MetricForm({ metric }: { readonly metric: MetricDraft }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, parts, entityName } = useBoard();
  const { entity, paths } = usePaths(entityName(metric.entity)?.key);
  const set = (members: Partial<MetricDraft>) => run(setMetric(board, metric, members));
  const others = board.widgets.filter((card) => card.metric === metric.id).length;
  return (
    <fieldset className={style.rows}>
      <legend>{t("metric.title")}</legend>
      <p className={style.hint}>{t("metric.shared", { count: others })}</p>
      <TextSetting
        label={t("metric.name")}
        required
        maxLength={200}
        value={metric.name}
        onCommit={(name) => set({ name })}
      />
      <div className={style.box}>
        <MeasureForm
          label={t("metric.measure")}
          measure={metric.measure}
          entity={entity}
          paths={paths}
          onChange={(measure) => set({ measure })}
        />
      </div>
      <CheckField
        label={t("metric.divided")}
        value={Boolean(metric.per)}
        onChange={(on) => set(on ? { per: { ...count, id: "per" }, show: "percent" } : { per: null })}
      />
      {metric.per ? (
        <div className={style.box}>
          <MeasureForm
            label={t("metric.per")}
            measure={metric.per}
            entity={entity}
            paths={paths}
            onChange={(per) => set({ per })}
          />
        </div>
      ) : null}
      {entity ? (
        <details>
          <summary>{t(metric.where ? "properties.onlySome" : "properties.all")}</summary>
          <div className={style.condition}>
            <parts.ConditionEditor
              entity={entity}
              condition={metric.where ?? undefined}
              none={t("properties.all")}
              onChange={(where) => set({ where: where ?? null })}
            />
          </div>
        </details>
      ) : null}
      <div className={style.pair}>
        <SelectField
          label={t("metric.show")}
          value={metric.show ?? metricDefaults.show}
          options={looks.map((one) => ({ id: one, label: t(`show.${one}`) }))}
          onChange={(show) => set({ show: show as ShowAs })}
        />
        <NumberSetting
          label={t("metric.places")}
          value={metric.places ?? metricDefaults.places}
          least={0}
          most={6}
          onCommit={(places) => set({ places })}
        />
      </div>
      <BandsEditor metric={metric} onChange={(bands) => set({ bands })} />
    </fieldset>
  );
}
