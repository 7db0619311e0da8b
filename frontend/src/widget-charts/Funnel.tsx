import { useTranslation } from "react-i18next";
import { formatPercent } from "@/lib/numbers";
import { spanOfHours } from "@/lib/spans";
import { StatusTag } from "@/ui/shared/StatusTag";
import style from "./Funnel.module.css";
import { figure, none } from "./model/figure";
import { type FunnelBar, funnelBars, numberOf } from "./model/funnel";
import { useFigureWords } from "./useFigureWords";
import type { ChartProps, FunnelAnswer, FunnelWidget } from "./widget";

/** Each stage with count, amount, conversion and dwell; what is stuck is one click away. */
export function Funnel({ widget, answer, onMark }: ChartProps<FunnelWidget, FunnelAnswer>) {
  const { t } = useTranslation("dashboards");
  const words = useFigureWords();
  const span = (hours: string | number | null | undefined) => {
    const value = numberOf(hours);
    return value === null ? none : words.span(spanOfHours(value));
  };
  const rate = (share: string | number | null | undefined) => {
    const value = numberOf(share);
    return value === null ? none : formatPercent(value, 1);
  };
  const stuck = (bar: FunnelBar) =>
    bar.late ? (
      <button
        type="button"
        className={style.stuck}
        onClick={() =>
          onMark({ title: t("funnel.stuckOf", { name: bar.name }), groups: [bar.option], stuck: true })
        }
      >
        <StatusTag tone="danger">{t("funnel.stuck", { count: bar.stuck ?? 0 })}</StatusTag>
      </button>
    ) : (
      <span className={style.none}>{none}</span>
    );
  return (
    <table className={style.funnel}>
      <caption className="visually-hidden">{widget.name}</caption>
      <thead>
        <tr>
          <th scope="col">{t("funnel.stage")}</th>
          <th scope="col">{t("funnel.count")}</th>
          {widget.amount ? <th scope="col">{t("funnel.amount")}</th> : null}
          <th scope="col">{t("funnel.conversion")}</th>
          <th scope="col" className={style.minor}>
            {t("funnel.returned")}
          </th>
          <th scope="col" className={style.minor}>
            {t("funnel.skipped")}
          </th>
          <th scope="col" className={style.middle}>
            {t("funnel.median")}
          </th>
          <th scope="col" className={style.middle}>
            {t("funnel.p90")}
          </th>
          <th scope="col">{t("funnel.over")}</th>
        </tr>
      </thead>
      <tbody>
        {funnelBars(answer.stages).map((bar, index) => (
          <tr key={bar.option}>
            <th scope="row">
              <button
                type="button"
                className={style.stage}
                onClick={() => onMark({ title: bar.name, groups: [bar.option] })}
              >
                <span className={style.label}>{bar.name}</span>
                <span className={style.track} aria-hidden="true">
                  <span
                    style={{
                      width: `${Math.max(bar.width * 100, bar.count > 0 ? 2 : 0)}%`,
                      opacity: 1 - index * 0.09,
                    }}
                  />
                </span>
              </button>
            </th>
            <td>{figure(bar.count, { show: "number" }, words)}</td>
            {widget.amount ? <td>{figure(bar.amount ?? null, { show: "money" }, words, true)}</td> : null}
            <td>{rate(bar.conversion)}</td>
            <td className={style.minor}>{rate(bar.return_rate)}</td>
            <td className={style.minor}>{rate(bar.skip_rate)}</td>
            <td className={style.middle}>{span(bar.median_hours)}</td>
            <td className={style.middle}>{span(bar.p90_hours)}</td>
            <td>{stuck(bar)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
