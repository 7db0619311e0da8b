import { useDraggable } from "@dnd-kit/core";
import { EllipsisVertical } from "lucide-react";
import { type CSSProperties, type MouseEvent, memo, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { fieldOf } from "@/designing/fields/documents";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import type { Json } from "@/lib/json";
import { IconButton } from "@/ui/shared/IconButton";
import { Skeleton } from "@/ui/shared/Skeleton";
import { type FormDesk, useDesk, useDeskRef } from "../DeskContext";
import { type Selection, setField, setPlace } from "../model/deeds";
import { type Placement, placedIds } from "../model/documents";
import style from "./Canvas.module.css";
import { ColumnStrip } from "./ColumnStrip";
import { FieldMenu, WidthChips } from "./FieldMenu";

export type CanvasFieldProps = {
  readonly place: Placement;
  readonly field: FieldDocument | undefined;
  readonly label: string;
  readonly selected: boolean;
  /** The only one that is selected: it shows what can be done with it. */
  readonly alone: boolean;
  /** Takes the keyboard when the canvas is entered. */
  readonly first: boolean;
  readonly renaming: boolean;
  readonly onRename: (field: string | undefined) => void;
  readonly onInsert: (anchor: HTMLElement) => void;
};

/** A click selects; with Ctrl one more or less, with Shift all between. */
function chosenBy(event: MouseEvent, id: string, { form, selection }: FormDesk): Selection {
  const before = selection.kind === "fields" ? selection.ids : [];
  if (event.ctrlKey || event.metaKey) {
    const next = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    return next.length > 0 ? { kind: "fields", ids: next } : { kind: "form" };
  }
  if (!event.shiftKey || before[0] === undefined) return { kind: "fields", ids: [id] };
  const ids = placedIds(form);
  const [from = 0, to = 0] = [ids.indexOf(before[0]), ids.indexOf(id)].sort((one, other) => one - other);
  return { kind: "fields", ids: ids.slice(from, to + 1) };
}

/** Rendered again only when something of its own changes: a form may have hundreds. */
export const CanvasField = memo(function CanvasField({
  place,
  field,
  label,
  selected,
  alone,
  first,
  renaming,
  onRename,
  onInsert,
}: CanvasFieldProps) {
  const { t } = useTranslation("designing");
  const [menu, setMenu] = useState<HTMLElement>();
  const id = place.field;
  const rename = useCallback(() => onRename(id), [onRename, id]);
  return (
    <li
      className={style.field}
      style={{ "--span": place.width ?? 24 } as CSSProperties}
      data-field={id}
      data-selected={selected || undefined}
    >
      {renaming ? (
        <Rename id={id} label={label} onDone={() => onRename(undefined)} />
      ) : (
        <Cover
          id={id}
          label={label}
          name={t("canvas.field", { name: label, type: t(`type.${field?.type ?? "text"}`) })}
          selected={selected}
          first={first}
          onRename={rename}
        />
      )}
      <Face
        field={field}
        label={label}
        help={place.help}
        required={(place.required ?? false) || (field?.required ?? false)}
      />
      {alone && field?.type === "sub_table" ? <ColumnStrip id={id} /> : null}
      {alone && !renaming ? (
        <div className={style.bar}>
          <WidthChips place={place} />
          <IconButton
            size="small"
            label={t("menu.of", { name: label })}
            aria-haspopup="menu"
            icon={<EllipsisVertical />}
            onClick={(event) => setMenu(event.currentTarget)}
          />
        </div>
      ) : null}
      {menu ? (
        <FieldMenu
          id={id}
          anchor={menu}
          onClose={() => setMenu(undefined)}
          onRename={() => onRename(id)}
          onInsert={() => onInsert(menu)}
        />
      ) : null}
    </li>
  );
});

type CoverProps = Pick<CanvasFieldProps, "label" | "selected" | "first"> & {
  readonly id: string;
  readonly name: string;
  readonly onRename: () => void;
};

/** Selects, carries and takes the keys. On its own, because everything draggable renders when one more appears. */
function Cover({ id, label, name, selected, first, onRename }: CoverProps) {
  const desk = useDeskRef();
  const data = useMemo(() => ({ carried: { kind: "placed", field: id }, label }), [id, label]);
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: `placed.${id}`, data });
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={style.cover}
      data-cover={id}
      data-carried={isDragging || undefined}
      {...listeners}
      aria-describedby={attributes["aria-describedby"]}
      aria-pressed={selected}
      aria-label={name}
      tabIndex={first ? 0 : -1}
      onClick={(event) => desk.current.select(chosenBy(event, id, desk.current))}
      onDoubleClick={onRename}
    />
  );
}

type FaceProps = {
  readonly field: FieldDocument | undefined;
  readonly label: string;
  readonly help: string | undefined;
  readonly required: boolean;
};

const nothing = () => undefined;
const oneRow: Json = [{}];

/** The very widget that people will fill in, out of reach of pointer and keyboard. */
const Face = memo(function Face({ field, label, help, required }: FaceProps) {
  const words = useCellWords();
  if (!field) return <span>{label}</span>;
  const Widget = widgetOf(field);
  const hint = help || field.help;
  return (
    <div className={style.widget} inert>
      <Suspense fallback={<Skeleton lines={1} />}>
        <Widget
          field={field}
          frame={{ label, required, ...(hint ? { hint } : {}) }}
          value={field.type === "sub_table" ? oneRow : null}
          onChange={nothing}
          disabled={false}
          words={words}
        />
      </Suspense>
    </div>
  );
});

type RenameProps = { readonly id: string; readonly label: string; readonly onDone: () => void };

/** What no version has yet is renamed itself; a field that runs gets another title on this form only. */
function Rename({ id, label, onDone }: RenameProps) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const keep = (text: string) => {
    const name = text.trim();
    const fresh = !desk.published.entity || !fieldOf(desk.published.entity, id);
    if (name !== "" && name !== label) {
      desk.run(fresh ? setField(desk, id, { name }) : setPlace(desk, id, { label: name }, "label"));
    }
    onDone();
  };
  return (
    <input
      className={style.rename}
      aria-label={t("menu.rename")}
      defaultValue={label}
      // biome-ignore lint/a11y/noAutofocus: the author has just asked to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => keep(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") keep(event.currentTarget.value);
        if (event.key === "Escape") onDone();
      }}
    />
  );
}
