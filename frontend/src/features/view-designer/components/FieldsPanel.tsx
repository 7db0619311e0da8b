import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DropSurface } from "@/designing/drag/DropSurface";
import type { DropSpot } from "@/designing/drag/spots";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import { SearchInput } from "@/ui/shared/SearchInput";
import { useDesk } from "../DeskContext";
import { showable } from "../model/candidates";
import { moveField, showField } from "../model/deeds";
import { itemsOf } from "../model/documents";
import style from "./Designer.module.css";
import { ShownField } from "./ShownField";

/** What the view shows, in its order, and what else the entity has. */
export function FieldsPanel() {
  const { t } = useTranslation("viewDesigner");
  const { draft, entity, nameOf, run } = useDesk();
  const [sought, setSought] = useState("");
  const items = itemsOf(draft.layout);
  const shown = new Set(items.map((item) => item.field));
  const text = sought.trim().toLowerCase();
  const name = (path: string) => nameOf(path) ?? t("fields.unseen");
  const others = showable(entity).filter(
    (field) => !shown.has(field.id) && field.name.toLowerCase().includes(text),
  );
  const drop = (field: string, { before }: DropSpot) => {
    if (before !== field) run(moveField(draft, field, name(field), before));
  };
  return (
    <div className={style.panel}>
      <section aria-label={t("fields.shown")}>
        <h2>{t("fields.shown")}</h2>
        <DropSurface<string> canvas="[data-shown]" sideways={false} nameOf={name} onDrop={drop}>
          <div data-shown="">
            <ol className={style.fields} data-group="shown" aria-label={t("fields.shown")}>
              {items.map((item) => (
                <ShownField key={item.field} field={item.field} />
              ))}
            </ol>
          </div>
        </DropSurface>
        {items.length === 0 ? <p className={style.hint}>{t("fields.titleOnly")}</p> : null}
        <p className={style.hint}>{t("fields.keys")}</p>
      </section>
      <section aria-label={t("fields.others")}>
        <h2>{t("fields.others")}</h2>
        <SearchInput label={t("fields.search")} value={sought} onChange={setSought} />
        <ul className={style.fields}>
          {others.map((field) => (
            <li key={field.id} className={style.field}>
              <button
                type="button"
                className={style.face}
                aria-label={t("fields.show", { name: field.name })}
                onClick={() => run(showField(draft, field.id, field.name))}
              >
                <FieldIcon type={field.type} />
                <span>{field.name}</span>
                <Eye size={14} aria-hidden="true" className={style.aside} />
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
