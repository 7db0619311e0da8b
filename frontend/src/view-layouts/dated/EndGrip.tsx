import { useDraggable } from "@dnd-kit/core";
import style from "./Dated.module.css";

/** The end of a record, to be dragged; keys and the dialog do the same. */
export function EndGrip({ id }: { readonly id: string }) {
  const { listeners, setNodeRef } = useDraggable({ id: `end:${id}` });
  const grab = listeners?.onPointerDown;
  return (
    <span
      ref={setNodeRef}
      className={style.grip}
      aria-hidden="true"
      data-grip=""
      onPointerDown={(event) => {
        // What it stands in would be carried as a whole.
        event.stopPropagation();
        grab?.(event);
      }}
    />
  );
}
