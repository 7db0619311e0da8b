import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { levels, rises, stored, typed, withBand, withoutBand } from "../../model/bands";
import type { BandDraft, MetricDraft } from "../../model/documents";
import style from "../Panel.module.css";

export type BandsEditorProps = {
  readonly metric: MetricDraft;
  readonly onChange: (bands: readonly BandDraft[]) => void;
};

/** From which value on a number is healthy, a warning or a risk. */
export function BandsEditor({ metric, onChange }: BandsEditorProps) {
  const { t } = useTranslation(["dashboardDesigner", "dashboards"]);
  const [wrong, setWrong] = useState<number>();
  const bands = metric.bands ?? [];
  const set = (at: number, band: BandDraft) => {
    const next = bands.map((one, place) => (place === at ? band : one));
    if (!rises(next)) return setWrong(at);
    setWrong(undefined);
    onChange(next);
  };
  return (
    <fieldset className={style.rows}>
      <legend>{t("metric.bands")}</legend>
      {bands.map((band, at) => {
        const number = at + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a band is its place in the order
          <div key={at} className={style.line}>
            <Select
              wide
              label={t("metric.level", { number })}
              value={band.level}
              options={levels.map((level) => ({ id: level, label: t(`dashboards:level.${level}`) }))}
              onChange={(level) => set(at, { ...band, level })}
            />
            {at === 0 ? (
              <span className={style.hint}>{t("metric.below")}</span>
            ) : (
              <TextSetting
                label={t(metric.show === "percent" ? "metric.fromPercent" : "metric.from", { number })}
                problem={wrong === at ? t("metric.rises") : undefined}
                maxLength={20}
                value={typed(metric, band.least ?? "")}
                onCommit={(text) => {
                  const least = stored(metric, text);
                  if (least === undefined) setWrong(at);
                  else set(at, { ...band, least });
                }}
              />
            )}
            <IconButton
              size="small"
              label={t("metric.bandRemove", { number })}
              icon={<Trash2 />}
              onClick={() => onChange(withoutBand(bands, at))}
            />
          </div>
        );
      })}
      <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={() => onChange(withBand(metric))}>
        {t("metric.bandAdd")}
      </Button>
    </fieldset>
  );
}
