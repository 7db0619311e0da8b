import { useDraggable } from "@dnd-kit/core";
import { EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordValues } from "@/api/records";
import type { FieldAtPath } from "@/features/records/model/fields";
import type { CellWords } from "@/field-cells/cell";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { joinNames } from "@/lib/joinNames";
import { isEmpty, type Json } from "@/lib/json";
import { IconButton } from "@/ui/shared/IconButton";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import style from "./Kanban.module.css";

export type KanbanCardProps = {
  readonly record: RecordValues;
  readonly fields: readonly FieldAtPath[];
  readonly title: string;
  readonly words: CellWords;
  readonly movable: boolean;
  readonly waiting: boolean;
  readonly moves: readonly MenuItem[];
  readonly onOpen: () => void;
};

export function KanbanCard({
  record,
  fields,
  title,
  words,
  movable,
  waiting,
  moves,
  onOpen,
}: KanbanCardProps) {
  const { t } = useTranslation("records");
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { listeners, setNodeRef, transform, isDragging } = useDraggable({
    id: record.id,
    disabled: !movable,
  });
  return (
    <article
      ref={setNodeRef}
      {...(movable ? listeners : {})}
      aria-busy={waiting || undefined}
      className={joinNames(style.card, isDragging && style.dragged)}
      style={transform ? { transform: `translate(${transform.x}px, ${transform.y}px)` } : undefined}
    >
      <header className={style.cardHead}>
        <button type="button" className={style.open} onClick={onOpen}>
          {title}
        </button>
        {movable ? (
          <IconButton
            size="small"
            label={t("kanban.menu", { title })}
            aria-haspopup="menu"
            icon={<EllipsisVertical />}
            onClick={(event) => setAnchor(event.currentTarget)}
            onPointerDown={(event) => event.stopPropagation()}
          />
        ) : null}
      </header>
      <dl className={style.facts}>
        {fields.map(({ key, field }) => {
          const value = (record[key] ?? null) as Json;
          const restricted = restrictedIn(record, key);
          return isEmpty(value) && !restricted ? null : (
            <div key={key}>
              <dt className="visually-hidden">{field.name}</dt>
              <dd>
                <FieldValue field={field} value={value} words={words} restricted={restricted} />
              </dd>
            </div>
          );
        })}
      </dl>
      {anchor ? (
        <Menu items={moves} label={t("kanban.moveTo")} anchor={anchor} onClose={() => setAnchor(undefined)} />
      ) : null}
    </article>
  );
}
