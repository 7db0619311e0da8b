import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { useDesk } from "../DeskContext";
import type { CommandOf } from "../model/commands";
import { formDefaults, type SectionDraft } from "../model/documents";
import style from "./Properties.module.css";
import { PublicSettings } from "./PublicSettings";
import { RuleList } from "./RuleList";

export function FormProperties() {
  const { t } = useTranslation("designing");
  const { form, run } = useDesk();
  const set = (members: CommandOf<"form.set">["members"]) =>
    run({
      do: "form.set",
      form: form.id,
      members,
      same: `form.${Object.keys(members).join()}`,
      say: { key: "step.form" },
    });
  return (
    <div className={style.panel}>
      <h2>{t("properties.formOf", { name: form.name })}</h2>
      <TextSetting
        label={t("properties.name")}
        required
        maxLength={200}
        value={form.name}
        onCommit={(name) => set({ name })}
      />
      <TextSetting
        label={t("properties.submit")}
        maxLength={200}
        value={form.submit ?? formDefaults.submit}
        onCommit={(submit) => set({ submit })}
      />
      <CheckField
        label={t("properties.steps")}
        hint={t("properties.stepsHint")}
        value={form.steps ?? false}
        onChange={(steps) => set({ steps })}
      />
      <PublicSettings />
      <h3>{t("properties.allRules")}</h3>
      <RuleList rules={form.rules ?? []} />
    </div>
  );
}

export function SectionProperties({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const { form, run, select } = useDesk();
  const at = form.sections.findIndex((one) => one.id === id);
  const section = form.sections[at];
  if (!section) return null;
  const name = section.name || t("canvas.section", { number: at + 1 });
  const set = (members: Partial<SectionDraft>) =>
    run({
      do: "section.set",
      form: form.id,
      section: id,
      members,
      same: `section.${id}.${Object.keys(members).join()}`,
      say: { key: "step.section", params: { name: members.name || name } },
    });
  return (
    <div className={style.panel} key={id}>
      <nav className={style.trail} aria-label={t("properties.trail")}>
        <button type="button" onClick={() => select({ kind: "form" })}>
          {t("properties.form")}
        </button>
      </nav>
      <h2>{name}</h2>
      <TextSetting
        key={id}
        label={t("properties.sectionName")}
        maxLength={200}
        value={section.name ?? ""}
        onCommit={(next) => set({ name: next })}
      />
      <CheckField
        label={t("properties.tab")}
        hint={t("properties.tabHint")}
        value={section.tab ?? false}
        onChange={(tab) => set({ tab })}
      />
    </div>
  );
}
