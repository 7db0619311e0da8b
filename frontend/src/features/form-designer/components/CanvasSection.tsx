import { EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stepTarget } from "@/designing/model/lists";
import { IconButton } from "@/ui/shared/IconButton";
import { Menu } from "@/ui/shared/Menu";
import { isSelected, useDesk } from "../DeskContext";
import type { FormCommand } from "../model/commands";
import type { SectionDraft } from "../model/documents";
import style from "./Canvas.module.css";
import { CanvasField } from "./CanvasField";

export type CanvasSectionProps = {
  readonly section: SectionDraft;
  readonly renaming: string | undefined;
  readonly onRename: (field: string | undefined) => void;
  readonly onInsert: (anchor: HTMLElement) => void;
};

export function CanvasSection({ section, renaming, onRename, onInsert }: CanvasSectionProps) {
  const { t } = useTranslation("designing");
  const { form, selection, select, run, fieldDocument } = useDesk();
  const [menu, setMenu] = useState<HTMLElement>();
  const number = form.sections.indexOf(section) + 1;
  const name = section.name || t("canvas.section", { number });
  const selected = selection.kind === "section" && selection.id === section.id;
  const chosen = selection.kind === "fields" ? selection.ids : [];
  const entry = chosen[0] ?? form.sections.find((one) => one.fields.length > 0)?.fields[0]?.field;
  const ids = form.sections.map((one) => one.id);
  const step = (by: 1 | -1): FormCommand | undefined => {
    const before = stepTarget(ids, section.id, by);
    const say = { key: "step.moveSection", params: { name } };
    return before === undefined
      ? undefined
      : { do: "section.move", form: form.id, section: section.id, before, say };
  };
  const remove: FormCommand = {
    do: "section.remove",
    form: form.id,
    section: section.id,
    say: { key: "step.removeSection", params: { name } },
  };
  return (
    <section
      className={style.section}
      aria-label={name}
      data-selected={selected || undefined}
      data-group={section.id}
    >
      <header className={style.sectionHead}>
        <button
          type="button"
          className={style.sectionName}
          aria-pressed={selected}
          onClick={() => select({ kind: "section", id: section.id })}
        >
          {name}
        </button>
        {section.tab ? <span className={style.tab}>{t("canvas.tab")}</span> : null}
        <IconButton
          size="small"
          label={t("canvas.sectionMenu", { name })}
          aria-haspopup="menu"
          icon={<EllipsisVertical />}
          onClick={(event) => setMenu(event.currentTarget)}
        />
      </header>
      <ul className={style.fields} aria-label={t("canvas.fieldsOf", { name })}>
        {section.fields.map((place) => (
          <CanvasField
            key={place.field}
            place={place}
            field={fieldDocument(place.field)}
            label={place.label || fieldDocument(place.field)?.name || place.field}
            selected={isSelected(selection, place.field)}
            alone={chosen.length === 1 && chosen[0] === place.field}
            first={place.field === entry}
            renaming={renaming === place.field}
            onRename={onRename}
            onInsert={onInsert}
          />
        ))}
        {section.fields.length === 0 ? <li className={style.empty}>{t("canvas.empty")}</li> : null}
      </ul>
      {menu ? (
        <Menu
          label={t("canvas.sectionMenu", { name })}
          anchor={menu}
          onClose={() => setMenu(undefined)}
          items={[
            { key: "up", label: t("menu.up"), disabled: !step(-1), onSelect: () => void run(step(-1)) },
            { key: "down", label: t("menu.down"), disabled: !step(1), onSelect: () => void run(step(1)) },
            "line",
            {
              key: "remove",
              label: t("menu.removeSection"),
              danger: true,
              disabled: ids.length < 2,
              onSelect: () => void run(remove),
            },
          ]}
        />
      ) : null}
    </section>
  );
}
