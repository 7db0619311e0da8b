import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./Dated.module.css";

export type DatedBarProps<S extends string> = {
  readonly title: string;
  /** How much can be seen at once, and what is. */
  readonly choices: readonly S[];
  readonly shows: S;
  readonly onShows: (shows: S) => void;
  readonly onStep: (step: -1 | 1) => void;
  readonly onToday: () => void;
  readonly count: number;
  readonly shown: number;
  readonly more: boolean;
};

/** Where in time the reader is, and how to get elsewhere. */
export function DatedBar<S extends string>(props: DatedBarProps<S>) {
  const { title, choices, shows, onShows, onStep, onToday, count, shown, more } = props;
  const { t } = useTranslation("layouts");
  return (
    <div className={style.bar}>
      <IconButton size="small" label={t("dated.before")} icon={<ChevronLeft />} onClick={() => onStep(-1)} />
      <Button size="small" onClick={onToday}>
        {t("dated.today")}
      </Button>
      <IconButton size="small" label={t("dated.after")} icon={<ChevronRight />} onClick={() => onStep(1)} />
      <h2 className={style.title} aria-live="polite">
        {title}
      </h2>
      <span className={style.count} role="status">
        {more ? t("dated.tooMany", { shown, count }) : t("dated.count", { count })}
      </span>
      <fieldset className={style.choices} aria-label={t("dated.shows")}>
        {choices.map((one) => (
          <Button
            key={one}
            size="small"
            look={one === shows ? "plain" : "quiet"}
            aria-pressed={one === shows}
            onClick={() => onShows(one)}
          >
            {t(`dated.show.${String(one)}`)}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
