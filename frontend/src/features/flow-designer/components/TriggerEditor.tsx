import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import type { Condition } from "@/lib/condition/condition";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { setFlow } from "../model/deeds";
import { causes, type Trigger } from "../model/documents";
import { withPart } from "../model/members";
import { FieldChoices } from "./inputs/FieldChoices";
import style from "./Panel.module.css";

/** Members of a trigger; undefined takes one away. */
type Members = { readonly [Name in keyof Trigger]?: Trigger[Name] | undefined };

const staged: ReadonlySet<string> = new Set(["stage_entered", "stage_left"]);
const changed: ReadonlySet<string> = new Set(["updated", "stage_entered", "stage_left"]);

/** What starts the flow. A cause that needs something to be whole brings a first one of it. */
export function TriggerEditor() {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const { flow, entity } = desk;
  const { trigger } = flow;
  const put = (next: Trigger) => desk.run(setFlow(desk, { trigger: next }));
  const set = (members: Members) => put(withPart("trigger", trigger, members as Partial<Trigger>));
  const [gate] = entity.gates;
  const choose = (on: Trigger["on"]) => {
    const { where } = trigger;
    const kept = { on, ...(where ? { where } : {}) };
    if (on === "schedule") return put({ ...kept, cron: "0 9 * * 1-5" });
    if (on === "button") return put({ ...kept, label: flow.name.slice(0, 60) });
    return put(staged.has(on) && gate ? { ...kept, gate: gate.id } : kept);
  };
  // No address takes calls for webhook triggers yet: offered only where a flow has it already.
  const offered = causes.filter(
    (one) => one === trigger.on || (one !== "webhook" && (!staged.has(one) || gate !== undefined)),
  );
  return (
    <fieldset className={style.set}>
      <legend>{t("trigger.title")}</legend>
      <SelectField
        label={t("trigger.on")}
        value={trigger.on}
        options={offered.map((id) => ({ id, label: t(`trigger.cause.${id}`) }))}
        onChange={(on) => choose(on as Trigger["on"])}
      />
      {trigger.on === "updated" ? (
        <FieldChoices
          label={t("trigger.fields")}
          hint={t("trigger.fieldsHint")}
          value={trigger.fields ?? []}
          onChange={(fields) => set({ fields })}
        />
      ) : null}
      {staged.has(trigger.on) ? <StageChoice trigger={trigger} set={set} /> : null}
      {trigger.on === "form_submitted" ? (
        <SelectField
          label={t("trigger.form")}
          value={trigger.form ?? ""}
          none={t("trigger.anyForm")}
          options={entity.forms.map((one) => ({ id: one.id, label: one.name }))}
          onChange={(form) => set({ form: form || undefined })}
        />
      ) : null}
      {trigger.on === "schedule" ? <Schedule trigger={trigger} set={set} /> : null}
      {trigger.on === "button" ? (
        <>
          <TextSetting
            label={t("trigger.label")}
            required
            maxLength={60}
            value={trigger.label ?? ""}
            onCommit={(label) => (label.trim() ? set({ label: label.trim() }) : undefined)}
          />
          <TextSetting
            label={t("trigger.confirm")}
            maxLength={400}
            value={trigger.confirm ?? ""}
            onCommit={(confirm) => set({ confirm })}
          />
        </>
      ) : null}
      <Where label={t("trigger.where")} name="where" trigger={trigger} set={set} />
      {changed.has(trigger.on) ? (
        <Where label={t("trigger.was")} name="was" trigger={trigger} set={set} />
      ) : null}
    </fieldset>
  );
}

type PartProps = {
  readonly trigger: Trigger;
  readonly set: (members: Members) => void;
};

function StageChoice({ trigger, set }: PartProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  const gate = entity.gates.find((one) => one.id === trigger.gate);
  const field = entity.fields.find((one) => one.key === gate?.field);
  const named = (id: string) => field?.options?.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      {entity.gates.length > 1 ? (
        <SelectField
          label={t("trigger.gate")}
          value={trigger.gate ?? ""}
          options={entity.gates.map((one) => ({
            id: one.id,
            label: entity.fields.find((other) => other.key === one.field)?.name ?? one.id,
          }))}
          onChange={(id) => set({ gate: id, stage: undefined })}
        />
      ) : null}
      <SelectField
        label={t("trigger.stage")}
        value={trigger.stage ?? ""}
        none={t("trigger.anyStage")}
        options={(gate?.stages ?? []).map((one) => ({ id: one.option, label: named(one.option) }))}
        onChange={(stage) => set({ stage: stage || undefined })}
      />
    </>
  );
}

const times = ["0 9 * * *", "0 9 * * 1-5", "0 9 * * 1", "0 9 1 * *", "0 * * * *"] as const;

/** Usual times in words; any other is written as five fields. */
function Schedule({ trigger, set }: PartProps) {
  const { t } = useTranslation("flowDesigner");
  const cron = trigger.cron ?? "";
  const usual = (times as readonly string[]).includes(cron);
  return (
    <>
      <SelectField
        label={t("trigger.cron")}
        value={usual ? cron : "other"}
        options={[
          ...times.map((id, at) => ({ id, label: t(`trigger.time.${at}`) })),
          { id: "other", label: t("trigger.otherTime") },
        ]}
        onChange={(next) => set({ cron: next === "other" ? "30 8 * * 1-5" : next })}
      />
      {usual ? null : (
        <TextSetting
          label={t("trigger.cronFields")}
          hint={t("trigger.cronHint")}
          maxLength={100}
          value={cron}
          onCommit={(next) => (next.trim() ? set({ cron: next.trim() }) : undefined)}
        />
      )}
      <CheckField
        label={t("trigger.catchUp")}
        value={(trigger.catch_up ?? "once") === "once"}
        onChange={(on) => set({ catch_up: on ? "once" : "skip" })}
      />
    </>
  );
}

type WhereProps = PartProps & { readonly label: string; readonly name: "where" | "was" };

/** A condition that may be left out. */
function Where({ label, name, trigger, set }: WhereProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity, parts } = useDesk();
  const { ConditionEditor } = parts;
  const condition = trigger[name];
  const clear = () => set({ [name]: undefined });
  const begin = { field: entity.fields[0]?.id ?? "id", op: "is_not_empty" } satisfies Condition;
  return (
    <fieldset className={style.set}>
      <legend>{label}</legend>
      {condition ? (
        <>
          <div className={style.condition}>
            <ConditionEditor
              entity={entity}
              condition={condition}
              none={t("branch.noCondition")}
              onChange={(next) => (next ? set({ [name]: next }) : undefined)}
            />
          </div>
          <Button size="small" look="quiet" onClick={clear}>
            {t("trigger.noCondition")}
          </Button>
        </>
      ) : (
        <Button size="small" look="quiet" onClick={() => set({ [name]: begin })}>
          {t("trigger.addCondition")}
        </Button>
      )}
    </fieldset>
  );
}
