import { Plus } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "@/designing/fields/documents";
import palette from "@/designing/fields/Palette.module.css";
import { systemKeys } from "@/lib/systemKeys";
import { Button } from "@/ui/shared/Button";
import { Popover } from "@/ui/shared/Popover";
import { useDesk } from "../DeskContext";
import { duplicate } from "../model/deeds";
import { type KeyDeed, keyDeed } from "../model/tableKeys";
import style from "./Canvas.module.css";
import { FieldRow } from "./FieldRow";
import { RemoveField } from "./RemoveField";
import { TypeFinder } from "./TypePalette";

const columns = ["name", "key", "type", "rules", "users", "menu"] as const;

/** All fields of the entity, its own and those that every record has. */
export function FieldTable({ onProperties }: { readonly onProperties: () => void }) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const desk = useDesk();
  const { entity, select, run } = desk;
  const place = useRef<HTMLDivElement>(null);
  const [finder, setFinder] = useState<HTMLElement>();
  const [removing, setRemoving] = useState<string>();
  const focusRow = (id: string) =>
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus(),
    );
  const copy = (id: string) => {
    const field = fieldOf(entity, id);
    if (!field) return;
    const command = duplicate(entity, field, t("designing:new.copyOf", { name: field.name }));
    if (run(command) && command.fields[0]) select({ kind: "field", id: command.fields[0].id });
  };
  const carryOut = (deed: KeyDeed, from: HTMLElement) => {
    switch (deed.do) {
      case "select":
        select({ kind: "field", id: deed.field });
        return focusRow(deed.field);
      case "open":
        select({ kind: "field", id: deed.field });
        return onProperties();
      case "insert":
        select({ kind: "field", id: deed.field });
        return setFinder(from);
      case "none":
        return select({ kind: "entity" });
      case "remove":
        return setRemoving(deed.field);
      case "duplicate":
        return copy(deed.field);
      case "run":
        if (run(deed.command)) focusRow(deed.field);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || !target.dataset.row) return;
    const deed = keyDeed(event, target.dataset.row, entity);
    if (!deed) return;
    event.preventDefault();
    carryOut(deed, target);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the rows inside
    <div ref={place} data-canvas="" onKeyDown={onKeyDown}>
      <div className={style.scroll}>
        <table className={style.table}>
          <caption className="visually-hidden">{t("table.label", { name: entity.name })}</caption>
          <thead>
            <tr>
              <th scope="col" className={style.narrow}>
                <span className="visually-hidden">{t("table.drag")}</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className={column === "menu" ? style.narrow : undefined}>
                  {column === "menu" ? <span className="visually-hidden">{t("table.menu")}</span> : null}
                  {column === "menu" ? null : t(`table.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody data-group="fields">
            {entity.fields.map((field) => (
              <FieldRow
                key={field.id}
                field={field}
                onProperties={onProperties}
                onInsert={setFinder}
                onRemove={() => setRemoving(field.id)}
                onDuplicate={() => copy(field.id)}
              />
            ))}
          </tbody>
          <SystemRows />
        </table>
      </div>
      <div className={style.below}>
        <Button
          icon={<Plus size={15} />}
          aria-haspopup="dialog"
          onClick={(event) => setFinder(event.currentTarget)}
        >
          {t("table.add")}
        </Button>
        <p className={style.hint}>{t("table.help")}</p>
      </div>
      {finder ? (
        <Popover label={t("table.add")} anchor={finder} onClose={() => setFinder(undefined)}>
          <div className={`${palette.palette} ${palette.finder}`}>
            <TypeFinder onAdded={() => setFinder(undefined)} />
          </div>
        </Popover>
      ) : null}
      {removing ? <RemoveField id={removing} onClose={() => setRemoving(undefined)} /> : null}
    </div>
  );
}

/** Fields that every record has; nobody changes them here. */
function SystemRows() {
  const { t } = useTranslation("entityDesigner");
  return (
    <tbody className={style.system}>
      <tr>
        <th scope="rowgroup" colSpan={columns.length + 1}>
          {t("system.title")}
        </th>
      </tr>
      {[...systemKeys].map((key) => (
        <tr key={key}>
          <td />
          <td>{t(`system.${key}`)}</td>
          <td>
            <code>{key}</code>
          </td>
          <td colSpan={4}>{t(`system.about.${key}`)}</td>
        </tr>
      ))}
    </tbody>
  );
}
