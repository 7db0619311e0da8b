import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatPercent } from "@/lib/numbers";
import style from "./charts.module.css";
import { figure, lookOf } from "./model/figure";
import { rank } from "./model/series";
import { useFigureWords } from "./useFigureWords";
import type { ChartProps, GroupedAnswer, LeaderboardWidget } from "./widget";

/** Who leads, by how much, and with which share of the whole. */
export function Leaderboard({ widget, answer, onMark }: ChartProps<LeaderboardWidget, GroupedAnswer>) {
  const { t } = useTranslation("dashboards");
  const words = useFigureWords();
  const measure = widget.measures[0];
  const ranked = useMemo(() => rank(answer, measure?.id ?? "", t("empty.group")), [answer, measure, t]);
  return (
    <ol className={style.board}>
      {ranked.map((one) => (
        <li key={JSON.stringify(one.groups)}>
          <button type="button" onClick={() => onMark({ title: one.name, groups: one.groups })}>
            <span className={style.rank} data-first={one.rank <= 3 || undefined}>
              <span className="visually-hidden">{t("rank")} </span>
              {one.rank}
            </span>
            <span className={style.name}>{one.name}</span>
            <span className={style.amount}>{figure(one.exact, lookOf(measure), words)}</span>
            <span className={style.share}>{one.share === undefined ? "" : formatPercent(one.share, 1)}</span>
            <span className={style.length} aria-hidden="true">
              <span style={{ width: `${one.length * 100}%` }} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
