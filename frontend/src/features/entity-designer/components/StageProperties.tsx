import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { newItemId } from "@/designing/ids";
import { TextSetting } from "@/designing/parts/Inputs";
import { Button } from "@/ui/shared/Button";
import { accents } from "@/ui/tokens";
import { useDesk } from "../DeskContext";
import { firstEvidence } from "../model/evidence";
import { optionOf, putEvidence, removeEvidence, setOption, setStage } from "../model/stageDeeds";
import { EvidenceEditor } from "./EvidenceEditor";
import { Trail } from "./Properties";
import style from "./Properties.module.css";

export type StagePropertiesProps = { readonly gateId: string; readonly option: string };

/** One stage: its name and colour, how long it may last, what must be there before it is left. */
export function StageProperties({ gateId, option: id }: StagePropertiesProps) {
  const { t } = useTranslation("entityDesigner");
  const { entity, siblings, run } = useDesk();
  const gate = entity.gates?.find((one) => one.id === gateId);
  const stage = gate?.stages.find((one) => one.option === id);
  if (!gate || !stage) return null;
  const option = optionOf(entity, gate, id);
  const add = () => {
    const evidence = firstEvidence(entity, siblings, newItemId("v"), t("evidence.newName"));
    run(putEvidence(entity, gate, id, evidence));
  };
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{option.name}</h2>
      <TextSetting
        label={t("stage.name")}
        required
        maxLength={200}
        value={option.name}
        onCommit={(name) => run(setOption(entity, gate, id, { name }))}
      />
      <fieldset className={style.block}>
        <legend>{t("stage.color")}</legend>
        <div className={style.swatches}>
          {accents.map((accent) => (
            <button
              key={accent}
              type="button"
              className={style.swatch}
              style={{ background: `var(--hue-${accent}-soft)`, color: `var(--hue-${accent}-text)` }}
              aria-pressed={option.color === accent}
              aria-label={t(`color.${accent}`)}
              title={t(`color.${accent}`)}
              onClick={() => run(setOption(entity, gate, id, { color: accent }))}
            >
              <span aria-hidden="true">{option.color === accent ? "✓" : "A"}</span>
            </button>
          ))}
        </div>
      </fieldset>
      <TextSetting
        label={t("stage.limit")}
        hint={t("stage.limitHint")}
        maxLength={5}
        value={stage.limit_hours ? String(stage.limit_hours) : ""}
        onCommit={(typed) => {
          const text = typed.trim();
          if (text === "") run(setStage(entity, gate, id, { limit_hours: null }));
          else if (/^[1-9]\d{0,4}$/.test(text))
            run(setStage(entity, gate, id, { limit_hours: Number(text) }));
        }}
      />
      <fieldset className={style.block}>
        <legend>{t("evidence.title")}</legend>
        <p className={style.hint}>{t("evidence.hint")}</p>
        {(stage.evidence ?? []).map((evidence) => (
          <EvidenceEditor
            key={evidence.id}
            evidence={evidence}
            onChange={(next) => run(putEvidence(entity, gate, id, next))}
            onRemove={() => run(removeEvidence(entity, gate, id, evidence.id))}
          />
        ))}
        <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={add}>
          {t("evidence.add")}
        </Button>
      </fieldset>
    </div>
  );
}
