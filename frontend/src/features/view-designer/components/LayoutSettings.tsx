import { useTranslation } from "react-i18next";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { candidates } from "../model/candidates";
import { setLayout } from "../model/deeds";
import { type LayoutType, settingOf, settingsOf } from "../model/documents";
import style from "./Designer.module.css";

/** Settings with a few words to choose from. */
const words: Readonly<Partial<Record<LayoutType, Readonly<Record<string, readonly string[]>>>>> = {
  calendar: { shows: ["month", "week"] },
  gantt: { shows: ["day", "week", "month"] },
  gallery: { fit: ["fill", "whole"] },
};
const mostFrozen = 5;

/** What is particular to the type of view. */
export function LayoutSettings() {
  const { t } = useTranslation("viewDesigner");
  const { draft } = useDesk();
  return (
    <section className={style.settings}>
      <h2>{t(`type.${draft.layout.type}`)}</h2>
      {settingsOf(draft.layout.type).map((name) => (
        <Setting key={`${draft.layout.type}.${name}`} name={name} />
      ))}
    </section>
  );
}

function Setting({ name }: { readonly name: string }) {
  const { t } = useTranslation("viewDesigner");
  const { draft, entity, nameOf, run } = useDesk();
  const { layout } = draft;
  const value = settingOf(layout, name);
  const label = t(`setting.${layout.type}.${name}`, { defaultValue: t(`setting.${name}`) });
  const put = (next: string | number | null) => run(setLayout(draft, name, next));
  if (name === "frozen") {
    const counts = Array.from({ length: mostFrozen + 1 }, (_, count) => count);
    return (
      <SelectField
        label={label}
        value={String(value)}
        options={counts.map((count) => ({ id: String(count), label: t("frozen", { count }) }))}
        onChange={(count) => put(Number(count))}
      />
    );
  }
  const choices = words[layout.type]?.[name];
  if (choices) {
    return (
      <SelectField
        label={label}
        value={String(value)}
        options={choices.map((id) => ({ id, label: t(`word.${id}`) }))}
        onChange={put}
      />
    );
  }
  const start = typeof layout.start === "string" ? layout.start : "";
  const offered = candidates(name, entity, start) ?? [];
  const chosen = typeof value === "string" ? value : "";
  const options = offered.map((field) => ({ id: field.id, label: field.name }));
  // A path through a link, or a field that this author may not see, stays until another is chosen.
  const stranger = chosen !== "" && !offered.some((field) => field.id === chosen);
  const kept = stranger ? [{ id: chosen, label: nameOf(chosen) ?? t("fields.unseen") }] : [];
  const needed = name === "by" || name === "start";
  return (
    <SelectField
      label={label}
      value={chosen}
      {...(needed ? {} : { none: t("none") })}
      options={[...kept, ...options]}
      onChange={(next) => put(next || null)}
    />
  );
}
