import { Rows3 } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GridLayoutDocument } from "@/api/documents";
import { askedAt, expandable, fieldAt, fieldByKey } from "@/features/records/model/fields";
import { Grid } from "@/ui/grid/Grid";
import type { GridNotice } from "@/ui/grid/gridProps";
import type { GridColumn, RecordRow, SortKey } from "@/ui/grid/model/gridTypes";
import type { MenuItem } from "@/ui/shared/Menu";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useToast } from "@/ui-phone/toastContext";
import { markColour } from "../cardFields";
import type { LayoutProps } from "../layout";
import { NoRecords } from "../NoRecords";
import { arrangedLayout } from "./arrangedLayout";
import { ColumnChooser } from "./ColumnChooser";
import style from "./GridLayout.module.css";
import { PasteBar } from "./PasteBar";
import { useArrangement } from "./useArrangement";
import { useGridColumns } from "./useGridColumns";
import { useGridSource } from "./useGridSource";
import { useGridWrites } from "./useGridWrites";
import { usePasteQuestion } from "./usePasteQuestion";

export function GridLayout(props: LayoutProps) {
  const {
    view,
    entity,
    entities,
    words,
    filter,
    state,
    onState,
    revision,
    onWritten,
    onRefresh,
    onOpen,
    onArranged,
    onChecks,
    onRefused,
  } = props;
  const { t } = useTranslation("records");
  const toast = useToast();
  const document = view.layout as GridLayoutDocument;
  const columns = useGridColumns(document, entity, entities, words);
  const { layout, setLayout, summaries, footers, items } = useArrangement(props, document, columns);
  const paste = usePasteQuestion();
  useEffect(
    () => onArranged(arrangedLayout(document, entity, entities, columns, layout, summaries)),
    [onArranged, document, entity, entities, columns, layout, summaries],
  );
  const color = useMemo(
    () => (document.color ? fieldAt(entity, entities, document.color) : undefined),
    [document.color, entity, entities],
  );
  const markOf = useCallback(
    (row: RecordRow) => (color ? markColour(color.field, row.cells[color.key] ?? null) : undefined),
    [color],
  );
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const hidden = layout.hidden.join();
  const shown = useMemo(
    () => columns.filter((column) => !hidden.split(",").includes(column.id)),
    [columns, hidden],
  );
  const question = useMemo(() => {
    const found = document.columns
      .concat(entity.fields.map((field) => ({ field: field.id })))
      .flatMap(({ field }) => {
        const at = fieldAt(entity, entities, field);
        return at && shown.some((column) => column.id === at.key) ? [at] : [];
      });
    return {
      fields: [...new Set([...shown.map((column) => column.id), ...(color ? [color.key] : [])])],
      expand: expandable([...new Map(found.map((one) => [one.key, one])).values()]),
    };
  }, [document, entity, entities, shown, color]);

  const sort = useMemo<readonly SortKey[]>(
    () =>
      state.sort ??
      (view.sort ?? []).flatMap(({ field, descending }) => {
        const at = askedAt(entity, entities, field);
        return at ? [{ columnId: at.key, direction: descending ? "descending" : "ascending" } as const] : [];
      }),
    [state.sort, view.sort, entity, entities],
  );
  const sortKeys = useMemo(
    () => sort.map(({ columnId, direction }) => (direction === "descending" ? `-${columnId}` : columnId)),
    [sort],
  );
  const groupKey = state.group ?? askedAt(entity, entities, document.group ?? "")?.key ?? "";
  const group = groupKey === "" ? undefined : fieldByKey(entity, groupKey);

  const onProblem = useCallback(
    (problem: unknown) =>
      toast.show({ text: problem instanceof Error ? problem.message : t("edit.refused") }),
    [toast, t],
  );
  const rows = useGridSource(
    { entity: entity.key, filter, ...question, sort: sortKeys, group, folded, revision },
    words,
    onProblem,
  );
  const { onEdit, onAppend, onTakeBack } = useGridWrites({
    entity: entity.key,
    question,
    rows,
    onWritten,
    onAppended: onRefresh,
    onRefused,
  });

  const onNotice = useCallback(
    (notice: GridNotice) => {
      if (notice.kind === "problem") onProblem(notice.problem);
      else if (notice.kind === "pasted")
        toast.show({
          text: t("paste.done", { count: notice.count }),
          milliseconds: 10_000,
          action: { label: t("paste.undo"), onSelect: notice.takeBack },
        });
      else if (notice.kind === "copyAgain") toast.show({ text: t("notice.copyAgain") });
      else toast.show({ text: t(`notice.${notice.kind}`, { count: notice.count }) });
    },
    [toast, t, onProblem],
  );
  const columnItems = useCallback(
    (column: GridColumn): readonly MenuItem[] => {
      const field = fieldByKey(entity, column.id);
      const summed = items(column.id);
      if (!field || !["choice", "boolean", "person", "department"].includes(field.type) || field.many)
        return summed;
      const grouped = groupKey === column.id;
      return [
        ...summed,
        {
          key: "group",
          label: grouped ? t("group.none") : t("group.by", { name: field.name }),
          icon: <Rows3 />,
          onSelect: () => onState({ group: grouped ? "" : column.id }),
        },
      ];
    },
    [entity, groupKey, items, onState, t],
  );
  const onToggleGroup = useCallback((key: string) => {
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const open = useCallback((row: { readonly id: string }) => onOpen(row.id), [onOpen]);
  const onSort = useCallback((next: readonly SortKey[]) => onState({ sort: next }), [onState]);

  if (rows.problem) return <ProblemNotice problem={rows.problem} onRetry={onWritten} />;
  if (!rows.source)
    return (
      <div className={style.waiting}>
        <Skeleton lines={8} />
      </div>
    );
  return (
    <div className={style.place}>
      <div className={style.bar}>
        <span className="figures">{t("count", { count: rows.count ?? 0 })}</span>
        <ColumnChooser columns={columns} layout={layout} onLayout={setLayout} />
      </div>
      {paste.summary ? <PasteBar summary={paste.summary} onAnswer={paste.answer} /> : null}
      {rows.count === 0 ? (
        <NoRecords
          entity={entity}
          form={view.form}
          filtered={filter !== undefined}
          onClear={state.filter ? () => onState({ filter: undefined }) : undefined}
        />
      ) : (
        <Grid
          label={view.name}
          source={rows.source}
          columns={columns}
          layout={layout}
          onLayout={setLayout}
          sort={sort}
          onSort={onSort}
          onEdit={onEdit}
          confirmPaste={paste.confirmPaste}
          {...(entity.actions.includes("create") ? { onAppend, onTakeBack } : {})}
          {...(footers ? { footers } : {})}
          onOpen={open}
          onToggleGroup={onToggleGroup}
          onChecks={onChecks}
          onNotice={onNotice}
          columnItems={columnItems}
          markOf={markOf}
        />
      )}
    </div>
  );
}
