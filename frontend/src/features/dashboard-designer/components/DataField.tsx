import { useDraggable } from "@dnd-kit/core";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import type { PathField } from "../model/fields";
import style from "./Panel.module.css";

export type DataFieldProps = {
  readonly field: PathField;
  readonly pressed: boolean;
  readonly onClick: () => void;
};

/** A click puts it into the well where it belongs; it can be carried to another. */
export function DataField({ field, pressed, onClick }: DataFieldProps) {
  const { setNodeRef, listeners } = useDraggable({ id: field.path, data: { field } });
  // Enter and Space add by click: the keyboard needs no carrying.
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={style.field}
      aria-pressed={pressed}
      {...pointer}
      onClick={onClick}
    >
      <FieldIcon type={field.field.type} />
      <span title={field.name}>{field.name}</span>
    </button>
  );
}
