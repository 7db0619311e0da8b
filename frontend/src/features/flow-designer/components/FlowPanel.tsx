import { useTranslation } from "react-i18next";
import { TemplateSetting } from "@/designing/fields/TemplateSetting";
import { TextSetting } from "@/designing/parts/Inputs";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import type { FlowMembers } from "../model/commands";
import { setFlow } from "../model/deeds";
import type { Notices } from "../model/documents";
import { withPart } from "../model/members";
import { Channels } from "./inputs/Channels";
import { FieldChoices } from "./inputs/FieldChoices";
import style from "./Panel.module.css";
import { RightsEditor } from "./RightsEditor";
import { TriggerEditor } from "./TriggerEditor";

const occasions = ["task", "finished", "urged"] as const;

/** The flow itself: name, start, what holds for all of its steps. */
export function FlowPanel() {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const { flow } = desk;
  const set = (members: FlowMembers) => desk.run(setFlow(desk, members));
  const notices: Notices = flow.notices ?? {};
  const choice = (
    name: "auto_approve" | "withdraw" | "overlap",
    value: string,
    options: readonly string[],
  ) => (
    <SelectField
      label={t(`flow.${name}.label`)}
      value={value}
      options={options.map((id) => ({ id, label: t(`flow.${name}.${id}`) }))}
      onChange={(next) => set({ [name]: next } as FlowMembers)}
    />
  );
  return (
    <div className={style.panel}>
      <h2>{t("flow.title", { name: flow.name })}</h2>
      <TextSetting
        label={t("flow.name")}
        required
        maxLength={200}
        value={flow.name}
        onCommit={(name) => set({ name })}
      />
      <TextSetting
        label={t("flow.description")}
        rows={2}
        maxLength={4000}
        value={flow.description ?? ""}
        onCommit={(description) => set({ description })}
      />
      <TriggerEditor />
      <TemplateSetting
        label={t("flow.runTitle")}
        entity={desk.entity}
        maxLength={300}
        value={flow.title ?? ""}
        onCommit={(title) => set({ title })}
      />
      {choice("withdraw", flow.withdraw ?? "until_first_decision", [
        "never",
        "until_first_decision",
        "until_end",
      ])}
      {choice("auto_approve", flow.auto_approve ?? "never", ["never", "adjacent", "any_earlier"])}
      {choice("overlap", flow.overlap ?? "allow", ["allow", "skip"])}
      <FieldChoices
        label={t("flow.material")}
        hint={t("flow.materialHint")}
        value={flow.material ?? []}
        onChange={(material) => set({ material })}
      />
      {occasions.map((occasion) => (
        <Channels
          key={occasion}
          label={t(`flow.notices.${occasion}`)}
          value={notices[occasion] ?? ["in_app"]}
          onChange={(channels) => set({ notices: withPart("notices", notices, { [occasion]: channels }) })}
        />
      ))}
      <RightsEditor />
    </div>
  );
}
