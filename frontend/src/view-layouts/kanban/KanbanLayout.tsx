import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { KanbanLayoutDocument } from "@/api/documents";
import { type RecordValues, records } from "@/api/records";
import {
  askedAt,
  expandable,
  type FieldAtPath,
  fieldAt,
  titleOfRecord,
} from "@/features/records/model/fields";
import { cellOf } from "@/field-cells/cells";
import { both } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { formatCompact } from "@/lib/numbers";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useToast } from "@/ui-phone/toastContext";
import type { LayoutProps } from "../layout";
import { boardColumns, columnCondition, type Moved } from "./columnsModel";
import style from "./Kanban.module.css";
import { KanbanCard } from "./KanbanCard";
import { KanbanColumn } from "./KanbanColumn";

export function KanbanLayout(props: LayoutProps) {
  const { view, entity, entities, words, filter, revision, onWritten, onOpen, onRefused } = props;
  const { t } = useTranslation("records");
  const toast = useToast();
  const document = view.layout as KanbanLayoutDocument;
  const by = askedAt(entity, entities, document.by);
  const total = document.total ? askedAt(entity, entities, document.total) : undefined;
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 8 } }));
  const [moved, setMoved] = useState<readonly Moved[]>([]);
  const at = useMemo(
    () =>
      document.card.flatMap((path): readonly FieldAtPath[] =>
        [fieldAt(entity, entities, path)].filter((one) => one !== undefined),
      ),
    [document, entity, entities],
  );
  const groups = useQuery({
    queryKey: ["records", entity.key, "board", filter, by?.key, total?.key, revision],
    queryFn: ({ signal }) =>
      records.groups(
        entity.key,
        {
          filter,
          groups: [{ field: by?.key ?? "" }],
          measures: [
            { id: "count", summary: "count" },
            ...(total ? [{ id: "total", summary: "sum", field: total.key }] : []),
          ],
        },
        signal,
      ),
    enabled: by !== undefined,
    placeholderData: (before) => before,
  });
  const question = useMemo(() => {
    const title = entity.title ? [entity.title] : [];
    const sort = (view.sort ?? []).flatMap(({ field, descending }) => {
      const found = askedAt(entity, entities, field);
      return found ? [`${descending ? "-" : ""}${found.key}`] : [];
    });
    const keys = [...new Set([...title, ...at.map((one) => one.key), ...(by ? [by.key] : [])])];
    return { fields: keys, expand: expandable(at), sort };
  }, [entity, entities, view, at, by]);

  if (!by) return <ProblemNotice problem={new Error(document.by)} />;
  if (groups.error) return <ProblemNotice problem={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data) return <Skeleton lines={6} />;
  const columns = boardColumns(by.field, groups.data.rows);
  const movable = entity.actions.includes("update") && by.field.access === "write" && !by.linked;

  const move = async (record: RecordValues, from: string, to: string) => {
    if (from === to) return;
    const step: Moved = { record, from, to };
    setMoved((list) => [step, ...list]);
    try {
      await records.change(entity.key, record.id, { [by.key]: to === "" ? null : to }, record.version);
      const name = columns.find((column) => column.id === to)?.option?.name ?? t("kanban.none");
      toast.show({ text: t("kanban.moved", { title: titleOf(record), name }) });
      onWritten();
    } catch (problem) {
      onRefused(problem, record.id);
    } finally {
      // The refreshed columns show where the card is now; until then the overlay does.
      await groups.refetch();
      setMoved((list) => list.filter((one) => one !== step));
    }
  };
  const known = new Map<string, { record: RecordValues; column: string }>();
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const card = known.get(String(active.id));
    if (card && over) void move(card.record, card.column, String(over.id));
  };
  const titleOf = (record: RecordValues) => titleOfRecord(entity, record) || t("untitled");
  const shown = at.filter((one) => one.key !== entity.title && one.key !== by.key);
  const sumOf = (value: Json) =>
    total && value !== null
      ? total.field.cell === "money" || total.field.display === "money" || total.field.result === "number"
        ? formatCompact(String(value), words.language)
        : cellOf(total.field).toText(value, total.field, words)
      : "";
  return (
    <DndContext
      sensors={sensors}
      onDragEnd={onDragEnd}
      accessibility={{ screenReaderInstructions: { draggable: t("kanban.help") } }}
    >
      <div className={style.board}>
        {columns.map((column) => (
          <KanbanColumn
            key={column.id}
            entity={entity.key}
            column={column}
            question={{ ...question, filter: both(filter, columnCondition(by.key, column.id)) }}
            revision={revision}
            moved={moved}
            total={sumOf(column.total)}
            card={(record, id) => {
              known.set(record.id, { record, column: id });
              return (
                <KanbanCard
                  key={record.id}
                  record={record}
                  fields={shown}
                  title={titleOf(record)}
                  words={words}
                  movable={movable}
                  waiting={moved.some((one) => one.record.id === record.id)}
                  moves={columns
                    .filter((other) => other.id !== id)
                    .map((other) => ({
                      key: other.id,
                      label: t("kanban.moveToName", { name: other.option?.name ?? t("kanban.none") }),
                      onSelect: () => void move(record, id, other.id),
                    }))}
                  onOpen={() => onOpen(record.id)}
                />
              );
            }}
          />
        ))}
      </div>
    </DndContext>
  );
}
