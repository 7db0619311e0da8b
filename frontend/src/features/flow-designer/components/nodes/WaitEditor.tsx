import { useTranslation } from "react-i18next";
import { isWholePath, PathSelect } from "@/designing/fields/PathSelect";
import type { Condition } from "@/lib/condition/condition";
import type { FlowNode } from "@/lib/flowTree/tree";
import { isObject } from "@/lib/json";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../../DeskContext";
import { member } from "../../model/documents";
import { NumberSetting } from "../inputs/NumberSetting";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";

const ways = ["hours", "days", "until", "condition"] as const;
type Way = (typeof ways)[number];

const wayOf = (node: FlowNode): Way =>
  ways.find((one) => node[one] !== undefined && node[one] !== null) ?? "days";

/** For a while, until a moment of the record, or until the record meets a condition: exactly one of them. */
export function WaitEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity, parts } = useDesk();
  const way = wayOf(node);
  const dated = entity.fields.find((field) => field.type === "date" || field.type === "moment");
  const begins: Readonly<Record<Way, unknown>> = {
    hours: "24",
    days: 1,
    until: dated?.id,
    condition: { field: entity.fields[0]?.id ?? "id", op: "is_not_empty" },
  };
  const choose = (next: Way) => {
    const members = Object.fromEntries(ways.map((one) => [one, one === next ? begins[one] : undefined]));
    set({ ...members, ...(next === "condition" ? {} : { at_most_hours: undefined }), offset_hours: "0" });
  };
  const { ConditionEditor } = parts;
  const condition = isObject(node.condition) ? (node.condition as unknown as Condition) : undefined;
  return (
    <>
      <SelectField
        label={t("wait.way")}
        value={way}
        options={ways
          .filter((one) => one !== "until" || dated || way === "until")
          .map((id) => ({ id, label: t(`wait.ways.${id}`) }))}
        onChange={(next) => choose(next as Way)}
      />
      {way === "hours" ? (
        <NumberSetting
          label={t("wait.hours")}
          value={String(member(node, "hours", "24"))}
          least={0.01}
          most={87_600}
          onCommit={(hours) => (hours ? set({ hours }) : undefined)}
        />
      ) : null}
      {way === "days" ? (
        <NumberSetting
          label={t("wait.days")}
          value={String(member(node, "days", 1))}
          whole
          least={1}
          most={3650}
          onCommit={(days) => (days ? set({ days: Number(days) }) : undefined)}
        />
      ) : null}
      {way === "until" ? (
        <>
          <PathSelect
            label={t("wait.until")}
            entity={entity}
            value={String(member(node, "until", ""))}
            accepts={(field) => field.type === "date" || field.type === "moment"}
            onChange={(until) => (isWholePath(until) ? set({ until }) : undefined)}
          />
          <NumberSetting
            label={t("wait.offset")}
            hint={t("wait.offsetHint")}
            value={String(member(node, "offset_hours", "0"))}
            least={-87_600}
            most={87_600}
            onCommit={(offset_hours) => (offset_hours ? set({ offset_hours }) : undefined)}
          />
        </>
      ) : null}
      {way === "condition" ? (
        <>
          <div className={style.condition}>
            <ConditionEditor
              entity={entity}
              condition={condition}
              none={t("branch.noCondition")}
              onChange={(next) => (next ? set({ condition: next }) : undefined)}
            />
          </div>
          <NumberSetting
            label={t("wait.atMost")}
            hint={t("wait.atMostHint")}
            value={String(member(node, "at_most_hours", ""))}
            optional
            least={0.01}
            most={87_600}
            onCommit={(at_most_hours) => set({ at_most_hours })}
          />
        </>
      ) : null}
      {way === "until" ? null : (
        <CheckField
          label={t("timeout.working")}
          value={member(node, "working", false)}
          onChange={(working) => set({ working })}
        />
      )}
    </>
  );
}
