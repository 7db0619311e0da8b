import { useTranslation } from "react-i18next";
import { formatPercent } from "@/lib/numbers";
import style from "./Classes.module.css";
import boardStyle from "./charts.module.css";
import { figure, lookOf } from "./model/figure";
import { useFigureWords } from "./useFigureWords";
import type { AbcAnswer, AbcWidget, ChartProps, ClassName } from "./widget";

const names: readonly ClassName[] = ["A", "B", "C"];

/** Who makes up most of it: the three classes with their share, then every group with its own and what is reached. */
export function Classes({ widget, answer, onMark }: ChartProps<AbcWidget, AbcAnswer>) {
  const { t } = useTranslation("dashboards");
  const words = useFigureWords();
  const measure = widget.measures[0];
  const amount = (value: string | number | null) => figure(value, lookOf(measure), words);
  return (
    <div className={style.classes}>
      <dl className={style.totals}>
        {names.map((name) => (
          <div key={name} data-class={name}>
            <dt>{t("abc.class", { name })}</dt>
            <dd>
              <strong>{formatPercent(answer.classes[name].share, 1)}</strong>
              <span>{t("abc.count", { count: answer.classes[name].count })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <ol className={boardStyle.board}>
        {answer.rows.map((row) => {
          const title = row.labels[0] || t("empty.group");
          return (
            <li key={JSON.stringify(row.groups)}>
              <button type="button" onClick={() => onMark({ title, groups: row.groups })}>
                <span className={style.class} data-class={row.class}>
                  <span className="visually-hidden">{t("abc.class", { name: "" })}</span>
                  {row.class}
                </span>
                <span className={boardStyle.name}>{title}</span>
                <span className={boardStyle.amount}>
                  {amount((row.measures[measure?.id ?? ""] as string | number | null) ?? null)}
                </span>
                <span className={boardStyle.share}>{formatPercent(row.reached, 1)}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {answer.without === undefined ? null : (
        <p className={style.without}>{t("abc.without", { amount: amount(answer.without) })}</p>
      )}
    </div>
  );
}
