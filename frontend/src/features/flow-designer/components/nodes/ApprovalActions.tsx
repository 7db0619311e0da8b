import { useTranslation } from "react-i18next";
import { sameDocument } from "@/designing/model/canonical";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { type ActionSetting, actionDefaults, actionNames, member } from "../../model/documents";
import { withPart } from "../../model/members";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";

type Actions = Readonly<Partial<Record<string, ActionSetting>>>;

const asked = ["comment", "signature", "attachment"] as const;

/** What may be done with a task here: offered or not, under which name, and what must come with it. */
export function ApprovalActions({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const actions = member<Actions>(node, "actions", {});
  const put = (name: string, setting: ActionSetting) => {
    const { [name]: _old, ...rest } = actions;
    set({ actions: sameDocument(setting, actionDefaults[name] ?? {}) ? rest : { ...rest, [name]: setting } });
  };
  return (
    <>
      {actionNames.map((name) => {
        const setting = actions[name] ?? actionDefaults[name] ?? {};
        const change = (members: Partial<ActionSetting>) => put(name, withPart("action", setting, members));
        const on = setting.on ?? true;
        const label = t(`action.${name}`);
        return (
          <fieldset key={name} className={style.item} aria-label={label}>
            <CheckField label={label} value={on} onChange={(next) => change({ on: next })} />
            {on ? (
              <>
                <TextSetting
                  label={t("action.label", { name: label })}
                  placeholder={label}
                  maxLength={40}
                  value={setting.label ?? ""}
                  onCommit={(next) => change({ label: next.trim() })}
                />
                {asked.map((one) => (
                  <CheckField
                    key={one}
                    label={t(`action.asks.${one}`)}
                    value={setting[one] ?? false}
                    onChange={(next) => change({ [one]: next })}
                  />
                ))}
              </>
            ) : null}
          </fieldset>
        );
      })}
    </>
  );
}
