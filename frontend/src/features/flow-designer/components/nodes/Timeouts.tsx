import { useTranslation } from "react-i18next";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../../DeskContext";
import { member, type TimeoutStep, timeoutDeeds } from "../../model/documents";
import { withPart } from "../../model/members";
import { AssigneeList } from "../inputs/AssigneeList";
import { Channels } from "../inputs/Channels";
import { ItemList } from "../inputs/ItemList";
import { NumberSetting } from "../inputs/NumberSetting";
import { ValueMap } from "../inputs/ValueMap";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";

const isWhole = (step: TimeoutStep): boolean =>
  (step.do !== "transfer" || (step.to ?? []).length > 0) &&
  (step.do !== "flag" || Object.keys(step.flag ?? {}).length > 0);

const mostHours = 8760;

/** What happens to a task that stays open, step by step. */
export function Timeouts({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const timeouts = member<readonly TimeoutStep[]>(node, "timeouts", []);
  return (
    <>
      <p className={style.hint}>{t(timeouts.length > 0 ? "timeout.hint" : "timeout.none")}</p>
      <ItemList
        value={timeouts}
        isWhole={isWhole}
        onChange={(next) => set({ timeouts: next })}
        nameOf={(_, at) => t("timeout.one", { number: at + 1 })}
        removeLabel={(_, at) => t("timeout.remove", { number: at + 1 })}
        addLabel={t("timeout.add")}
        next={(shown): TimeoutStep => ({ after_hours: "24", do: shown.length > 0 ? "escalate" : "remind" })}
      >
        {(step, put) => <TimeoutEditor step={step} onChange={put} />}
      </ItemList>
      <CheckField
        label={t("timeout.restart")}
        value={member(node, "restart_on_transfer", false)}
        onChange={(restart_on_transfer) => set({ restart_on_transfer })}
      />
    </>
  );
}

type TimeoutEditorProps = {
  readonly step: TimeoutStep;
  readonly onChange: (step: TimeoutStep) => void;
};

function TimeoutEditor({ step, onChange }: TimeoutEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  const set = (members: Partial<TimeoutStep>) => onChange(withPart("timeout", step, members));
  const clear = (name: keyof TimeoutStep) => {
    const { [name]: _gone, ...rest } = step;
    onChange(rest as TimeoutStep);
  };
  const asksWhom = step.do === "transfer" || step.do === "remind" || (step.to ?? []).length > 0;
  return (
    <>
      <div className={style.pair}>
        <NumberSetting
          label={t("timeout.after")}
          value={step.after_hours}
          least={0.01}
          most={mostHours}
          onCommit={(after_hours) => (after_hours ? set({ after_hours }) : undefined)}
        />
        <SelectField
          label={t("timeout.do")}
          value={step.do}
          options={timeoutDeeds.map((id) => ({ id, label: t(`timeout.deed.${id}`) }))}
          onChange={(deed) => set({ do: deed as TimeoutStep["do"] })}
        />
      </div>
      <CheckField
        label={t("timeout.working")}
        value={step.working ?? false}
        onChange={(working) => set({ working })}
      />
      {step.do === "remind" || step.repeat_hours ? (
        <div className={style.pair}>
          <NumberSetting
            label={t("timeout.repeat")}
            value={step.repeat_hours ?? ""}
            optional
            least={0.01}
            most={mostHours}
            onCommit={(repeat_hours) => (repeat_hours ? set({ repeat_hours }) : clear("repeat_hours"))}
          />
          <NumberSetting
            label={t("timeout.atMost")}
            value={String(step.at_most ?? 1)}
            whole
            least={1}
            most={100}
            onCommit={(at_most) => set({ at_most: Number(at_most) })}
          />
        </div>
      ) : null}
      {asksWhom ? (
        <AssigneeList
          label={t(step.do === "transfer" ? "timeout.to" : "timeout.also")}
          value={step.to ?? []}
          onChange={(to) => set({ to })}
        />
      ) : null}
      <Channels
        label={t("channel.label")}
        value={step.channels ?? ["in_app"]}
        onChange={(channels) => set({ channels })}
      />
      <ValueMap
        label={t("timeout.flag")}
        entity={entity}
        fixed
        value={step.flag ?? {}}
        onChange={(flag) => set({ flag })}
      />
    </>
  );
}
