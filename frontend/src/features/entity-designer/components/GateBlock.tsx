import { Plus, Trash2 } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, type GateDraft } from "@/designing/fields/documents";
import { optionsIn } from "@/designing/fields/OptionRows";
import { CheckField } from "@/ui/page/CheckField";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { addStage, placeStage, removeGate, removeStage, setGate, stepStage } from "../model/stageDeeds";
import { StageRow } from "./StageRow";
import style from "./Stages.module.css";

export type GateBlockProps = { readonly gate: GateDraft; readonly onProperties: () => void };

/** The stages of one choice field. */
export function GateBlock({ gate, onProperties }: GateBlockProps) {
  const { t } = useTranslation("entityDesigner");
  const { entity, document, parts, run, select } = useDesk();
  const place = useRef<HTMLOListElement>(null);
  const field = fieldOf(entity, gate.field);
  const name = field?.name ?? gate.field;
  const staged = new Set(gate.stages.map((stage) => stage.option));
  const loose = optionsIn(field?.options).filter(
    (option) => !staged.has(option.id) && option.archived !== true,
  );
  const focus = (option: string) =>
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-stage="${CSS.escape(option)}"]`)?.focus(),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    const option = (event.target as HTMLElement).dataset.stage;
    if (event.defaultPrevented || option === undefined) return;
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as "ArrowUp" | "ArrowDown"];
    const ids = gate.stages.map((stage) => stage.option);
    if (step && event.altKey) run(stepStage(entity, gate, option, step));
    else if (event.key === "Delete") run(removeStage(entity, gate, option));
    else if (!step) return;
    event.preventDefault();
    focus(event.altKey ? option : (ids[ids.indexOf(option) + (step ?? 1)] ?? option));
  };
  const grow = () => {
    const command = addStage(entity, gate, t("stage.newName", { number: gate.stages.length + 1 }));
    if (run(command)) select({ kind: "stage", gate: gate.id, option: command.option.id });
  };
  const { ConditionEditor } = parts;
  return (
    <section className={style.gate} aria-label={t("stage.of", { name })}>
      <header className={style.head}>
        <h3>{t("stage.of", { name })}</h3>
        <IconButton
          size="small"
          label={t("stage.removeAll", { name })}
          icon={<Trash2 />}
          onClick={() => run(removeGate(entity, gate))}
        />
      </header>
      <ol ref={place} className={style.stages} data-group={gate.id} onKeyDown={onKeyDown}>
        {gate.stages.map((stage, at) => (
          <StageRow
            key={stage.option}
            gate={gate}
            stage={stage}
            number={at + 1}
            onProperties={onProperties}
          />
        ))}
      </ol>
      <div className={style.buttons}>
        <Button size="small" icon={<Plus size={14} />} onClick={grow}>
          {t("stage.add")}
        </Button>
        {loose.map((option) => (
          <Button
            key={option.id}
            size="small"
            look="quiet"
            icon={<Plus size={14} />}
            onClick={() => run(placeStage(entity, gate, option))}
          >
            {t("stage.place", { name: option.name })}
          </Button>
        ))}
      </div>
      <CheckField
        label={t("stage.back")}
        hint={t("stage.backHint")}
        value={gate.back ?? true}
        onChange={(back) => run(setGate(entity, gate, { back }))}
      />
      <div className={style.done}>
        <h4>{t("stage.done")}</h4>
        <p className={style.hint}>{t("stage.doneHint")}</p>
        <ConditionEditor
          key={gate.id}
          entity={document}
          condition={gate.done}
          none={t("stage.doneNone")}
          onChange={(done) => run(setGate(entity, gate, { done: done ?? null }))}
        />
      </div>
    </section>
  );
}
