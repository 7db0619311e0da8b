import { ArrowLeft, ArrowRight, EllipsisVertical, PencilLine, Plus, Sigma, Trash2 } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { columnTypes, newColumn } from "@/designing/fields/newFields";
import { kindOf } from "@/lib/condition/kinds";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Menu } from "@/ui/shared/Menu";
import { useDesk } from "../DeskContext";
import {
  addColumn,
  columnsOf,
  moveColumn,
  removeColumn,
  renameColumn,
  toggleTotal,
  totalsOf,
} from "../model/columns";
import style from "./Canvas.module.css";

type Open = { readonly column: string | undefined; readonly anchor: HTMLElement };

/** The columns of the sub-table that is selected, to be changed where they stand. */
export function ColumnStrip({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const strip = useRef<HTMLFieldSetElement>(null);
  const [open, setOpen] = useState<Open>();
  const [renaming, setRenaming] = useState<string>();
  const table = fieldOf(desk.entity, id);
  if (!table) return null;
  const columns = columnsOf(table);
  const focus = (column: string | undefined) =>
    requestAnimationFrame(() => {
      strip.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(column ?? "")}"]`)?.focus();
    });
  const add = (type: string) => {
    const column = newColumn(columns, type, t(`type.${type}`), desk.names);
    if (desk.run(addColumn(desk, id, column))) setRenaming(column.id);
  };
  const walk = (column: string, by: 1 | -1, carrying: boolean) => {
    const at = columns.findIndex((one) => one.id === column);
    if (carrying) desk.run(moveColumn(desk, id, column, by));
    focus(carrying ? column : columns[at + by]?.id);
  };
  const drop = (column: string) => {
    const at = columns.findIndex((one) => one.id === column);
    if (desk.run(removeColumn(desk, id, column))) focus((columns[at + 1] ?? columns[at - 1])?.id);
  };
  const press = (event: KeyboardEvent, column: string) => {
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => walk(column, -1, event.altKey),
      ArrowRight: () => walk(column, 1, event.altKey),
      F2: () => setRenaming(column),
      Enter: () => setRenaming(column),
      Delete: () => drop(column),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    deed();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <fieldset ref={strip} className={style.strip} aria-label={t("canvas.columns", { name: table.name })}>
      {columns.map((column) => (
        <span key={column.id} className={style.column}>
          {renaming === column.id ? (
            <ColumnName
              column={column}
              onDone={(name) => {
                setRenaming(undefined);
                desk.run(renameColumn(desk, id, column.id, name));
                focus(column.id);
              }}
            />
          ) : (
            <>
              <button
                type="button"
                className={style.columnName}
                data-column={column.id}
                aria-label={t("canvas.columnOf", { name: column.name, type: t(`type.${column.type}`) })}
                onClick={() => setRenaming(column.id)}
                onKeyDown={(event) => press(event, column.id)}
              >
                {column.name}
                {totalsOf(table).includes(column.id) ? " Σ" : ""}
              </button>
              <IconButton
                size="small"
                label={t("canvas.columnMenu", { name: column.name })}
                aria-haspopup="menu"
                icon={<EllipsisVertical />}
                onClick={(event) => setOpen({ column: column.id, anchor: event.currentTarget })}
              />
            </>
          )}
        </span>
      ))}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        aria-haspopup="menu"
        onClick={(event) => setOpen({ column: undefined, anchor: event.currentTarget })}
      >
        {t("canvas.columnAdd")}
      </Button>
      {open?.column === undefined && open ? (
        <Menu
          label={t("canvas.columnAdd")}
          anchor={open.anchor}
          onClose={() => setOpen(undefined)}
          items={columnTypes.map((type) => ({
            key: type,
            label: t(`type.${type}`),
            onSelect: () => add(type),
          }))}
        />
      ) : null}
      {open?.column !== undefined ? (
        <ColumnMenu
          table={table}
          column={open.column}
          anchor={open.anchor}
          onClose={() => setOpen(undefined)}
          onRename={setRenaming}
        />
      ) : null}
    </fieldset>
  );
}

type ColumnMenuProps = {
  readonly table: FieldSpec;
  readonly column: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly onRename: (column: string) => void;
};

function ColumnMenu({ table, column, anchor, onClose, onRename }: ColumnMenuProps) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const found = columnsOf(table).find((one) => one.id === column);
  if (!found) return null;
  const left = moveColumn(desk, table.id, column, -1);
  const right = moveColumn(desk, table.id, column, 1);
  const gone = removeColumn(desk, table.id, column);
  const summed = totalsOf(table).includes(column);
  return (
    <Menu
      label={t("canvas.columnMenu", { name: found.name })}
      anchor={anchor}
      onClose={onClose}
      items={[
        {
          key: "rename",
          label: t("menu.rename"),
          shortcut: "F2",
          icon: <PencilLine />,
          onSelect: () => onRename(column),
        },
        {
          key: "left",
          label: t("canvas.columnLeft"),
          shortcut: "Alt ←",
          icon: <ArrowLeft />,
          disabled: !left,
          onSelect: () => void desk.run(left),
        },
        {
          key: "right",
          label: t("canvas.columnRight"),
          shortcut: "Alt →",
          icon: <ArrowRight />,
          disabled: !right,
          onSelect: () => void desk.run(right),
        },
        {
          key: "total",
          label: t("canvas.columnTotal"),
          icon: <Sigma />,
          checked: summed,
          disabled: !summed && kindOf(found as Parameters<typeof kindOf>[0]) !== "number",
          onSelect: () => void desk.run(toggleTotal(desk, table.id, column)),
        },
        "line",
        {
          key: "remove",
          label: t("canvas.columnRemove"),
          shortcut: "Del",
          icon: <Trash2 />,
          danger: true,
          disabled: !gone,
          onSelect: () => void desk.run(gone),
        },
      ]}
    />
  );
}

type ColumnNameProps = { readonly column: FieldSpec; readonly onDone: (name: string) => void };

function ColumnName({ column, onDone }: ColumnNameProps) {
  const { t } = useTranslation("designing");
  const left = useRef(false);
  const done = (name: string) => {
    if (left.current) return;
    left.current = true;
    onDone(name);
  };
  return (
    <input
      aria-label={t("canvas.columnName")}
      defaultValue={column.name}
      // biome-ignore lint/a11y/noAutofocus: the author has just asked to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => done(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") done(event.currentTarget.value);
        if (event.key === "Escape") done(column.name);
      }}
    />
  );
}
