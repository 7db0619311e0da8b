import { useDraggable } from "@dnd-kit/core";
import { Copy, GripVertical, MoreVertical, PencilLine, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldSpec } from "@/designing/fields/documents";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import { useStepItems } from "@/designing/parts/useStepItems";
import { IconButton } from "@/ui/shared/IconButton";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import { useDesk } from "../DeskContext";
import { moveStep } from "../model/deeds";
import { kindCounts } from "../model/userWords";
import style from "./Canvas.module.css";
import { FormulaWords } from "./FormulaWords";

export type FieldRowProps = {
  readonly field: FieldSpec;
  readonly onProperties: () => void;
  readonly onInsert: (from: HTMLElement) => void;
  readonly onRemove: () => void;
  readonly onDuplicate: () => void;
};

export function FieldRow(props: FieldRowProps) {
  const { field, onProperties } = props;
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, published, selection, select } = useDesk();
  const [menu, setMenu] = useState<HTMLElement>();
  const { setNodeRef, listeners, attributes } = useDraggable({
    id: `row.${field.id}`,
    data: { carried: { kind: "field", id: field.id }, label: field.name },
  });
  const selected = selection.kind === "field" && selection.id === field.id;
  const fresh = !published?.fields.some((one) => one.id === field.id);
  const flags = [
    ...(field.id === entity.title ? ["title"] : []),
    ...(field.required === true ? ["required"] : []),
    ...(field.unique === true ? ["unique"] : []),
    ...(fresh ? ["fresh"] : []),
  ];
  return (
    <tr
      data-field={field.id}
      data-selected={selected || undefined}
      onClick={() => select({ kind: "field", id: field.id })}
    >
      <td className={style.narrow}>
        <button
          ref={setNodeRef}
          type="button"
          className={style.handle}
          {...attributes}
          {...listeners}
          aria-label={t("table.carry", { name: field.name })}
        >
          <GripVertical size={14} aria-hidden="true" />
        </button>
      </td>
      <td>
        <button
          type="button"
          className={style.name}
          data-row={field.id}
          aria-pressed={selected}
          onClick={() => {
            select({ kind: "field", id: field.id });
            onProperties();
          }}
        >
          <FieldIcon type={field.type} />
          <span>{field.name}</span>
        </button>
      </td>
      <td>
        <code>{field.key}</code>
      </td>
      <td>{t(`designing:type.${field.type}`)}</td>
      <td>
        <span className={style.flags}>
          {flags.map((flag) => (
            <span key={flag} className={style.flag}>
              {t(`flag.${flag}`)}
            </span>
          ))}
          <FormulaWords field={field} />
        </span>
      </td>
      <td>
        <UserCounts id={field.id} />
      </td>
      <td className={style.narrow}>
        <IconButton
          size="small"
          label={t("designing:menu.of", { name: field.name })}
          icon={<MoreVertical />}
          aria-haspopup="menu"
          aria-expanded={menu !== undefined}
          onClick={(event) => {
            event.stopPropagation();
            select({ kind: "field", id: field.id });
            setMenu(event.currentTarget);
          }}
        />
        {menu ? <RowMenu {...props} anchor={menu} onClose={() => setMenu(undefined)} /> : null}
      </td>
    </tr>
  );
}

/** How many objects of each kind build upon the field; the properties name them. */
function UserCounts({ id }: { readonly id: string }) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { users } = useDesk();
  if (!users) return <span className={style.hint}>…</span>;
  const counts = kindCounts(users.fields[id] ?? []);
  if (counts.length === 0) return <span className={style.hint}>{t("users.nobody")}</span>;
  const words = counts.map(({ kind, count }) =>
    t("users.count", { count, kind: t(`designing:kind.${kind}`) }),
  );
  return (
    <span className={style.counts} title={words.join(" · ")}>
      {words.join(" · ")}
    </span>
  );
}

type RowMenuProps = FieldRowProps & { readonly anchor: HTMLElement; readonly onClose: () => void };

/** All that dragging and keys do, by clicks. */
function RowMenu({ field, anchor, onClose, onProperties, onInsert, onRemove, onDuplicate }: RowMenuProps) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, run } = useDesk();
  const up = moveStep(entity, field.id, -1);
  const down = moveStep(entity, field.id, 1);
  const steps = useStepItems(run, up, down);
  const items: MenuItem[] = [
    {
      key: "open",
      label: t("menu.open"),
      shortcut: "Enter",
      icon: <PencilLine />,
      onSelect: onProperties,
    },
    {
      key: "insert",
      label: t("designing:menu.insert"),
      shortcut: "/",
      icon: <Plus />,
      onSelect: () => onInsert(anchor),
    },
    {
      key: "copy",
      label: t("designing:menu.duplicate"),
      shortcut: "Ctrl D",
      icon: <Copy />,
      onSelect: onDuplicate,
    },
    "line",
    ...steps,
    "line",
    {
      key: "remove",
      label: t("menu.remove"),
      shortcut: "Del",
      icon: <Trash2 />,
      danger: true,
      disabled: field.id === entity.title,
      onSelect: onRemove,
    },
  ];
  return (
    <Menu
      label={t("designing:menu.of", { name: field.name })}
      anchor={anchor}
      onClose={onClose}
      items={items}
    />
  );
}
