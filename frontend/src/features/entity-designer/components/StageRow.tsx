import { useDraggable } from "@dnd-kit/core";
import { GripVertical, PencilLine, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { GateDraft, StageDraft } from "@/designing/fields/documents";
import { useStepItems } from "@/designing/parts/useStepItems";
import { MenuButton } from "@/ui/shared/MenuButton";
import { OptionTag } from "@/ui/shared/OptionTag";
import { isAccent } from "@/ui/tokens";
import { useDesk } from "../DeskContext";
import { optionOf, removeStage, stepStage } from "../model/stageDeeds";
import style from "./Stages.module.css";

export type StageRowProps = {
  readonly gate: GateDraft;
  readonly stage: StageDraft;
  readonly number: number;
  readonly onProperties: () => void;
};

export function StageRow(props: StageRowProps) {
  const { gate, stage, number, onProperties } = props;
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, selection, select } = useDesk();
  const option = optionOf(entity, gate, stage.option);
  const { setNodeRef, listeners, attributes } = useDraggable({
    id: `stage.${gate.id}.${stage.option}`,
    data: { carried: { kind: "stage", gate: gate.id, option: stage.option }, label: option.name },
  });
  const selected =
    selection.kind === "stage" && selection.gate === gate.id && selection.option === stage.option;
  const open = () => {
    select({ kind: "stage", gate: gate.id, option: stage.option });
    onProperties();
  };
  const evidence = stage.evidence ?? [];
  const color = String(option.color ?? "");
  return (
    <li className={style.stage} data-field={stage.option} data-selected={selected || undefined}>
      <button
        ref={setNodeRef}
        type="button"
        className={style.handle}
        {...attributes}
        {...listeners}
        aria-label={t("table.carry", { name: option.name })}
      >
        <GripVertical size={14} aria-hidden="true" />
      </button>
      <span className={style.number}>{number}</span>
      <button
        type="button"
        className={style.stageName}
        data-stage={stage.option}
        aria-pressed={selected}
        onClick={open}
      >
        {isAccent(color) ? (
          <OptionTag color={color}>{option.name}</OptionTag>
        ) : (
          <OptionTag>{option.name}</OptionTag>
        )}
        <span className={style.hint}>
          {evidence.length === 0
            ? t("stage.noEvidence")
            : t("stage.needs", { names: evidence.map((one) => one.name).join("、") })}
          {stage.limit_hours ? ` · ${t("stage.limited", { count: stage.limit_hours })}` : ""}
        </span>
      </button>
      <StageMenu {...props} name={option.name} onOpen={open} />
    </li>
  );
}

type StageMenuProps = Pick<StageRowProps, "gate" | "stage"> & {
  readonly name: string;
  readonly onOpen: () => void;
};

/** All that dragging and keys do, by clicks. */
function StageMenu({ gate, stage, name, onOpen }: StageMenuProps) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, run } = useDesk();
  const up = stepStage(entity, gate, stage.option, -1);
  const down = stepStage(entity, gate, stage.option, 1);
  const steps = useStepItems(run, up, down);
  return (
    <MenuButton
      label={t("designing:menu.of", { name })}
      items={[
        { key: "open", label: t("menu.open"), icon: <PencilLine />, onSelect: onOpen },
        "line",
        ...steps,
        "line",
        {
          key: "remove",
          label: t("stage.remove"),
          shortcut: "Del",
          icon: <Trash2 />,
          danger: true,
          onSelect: () => void run(removeStage(entity, gate, stage.option)),
        },
      ]}
    />
  );
}
