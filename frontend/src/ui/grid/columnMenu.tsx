import type { TFunction } from "i18next";
import { ArrowDownAZ, ArrowLeft, ArrowRight, ArrowUpAZ, EyeOff, Pin, PinOff } from "lucide-react";
import type { MenuItem } from "@/ui/shared/Menu";
import type { HeaderNeeds } from "./GridHeader";
import { hideColumn, type LaidColumn, resizeColumn, stepColumn, togglePinned } from "./model/columns";
import type { SortKey } from "./model/gridTypes";

/** The click and keyboard twin of everything that can be done to a column with the mouse. */
export function columnMenu(props: HeaderNeeds, laid: LaidColumn, t: TFunction<"grid">): MenuItem[] {
  const { columns, layout, onLayout, sort = [], onSort, columnItems } = props;
  const { column, width, pinned } = laid;
  const direction = sort.find((key) => key.columnId === column.id)?.direction;
  const sortBy = (wanted: SortKey["direction"]) => () =>
    onSort?.([{ columnId: column.id, direction: wanted }]);
  const items: MenuItem[] = [];
  if (onSort && column.sortable) {
    items.push(
      {
        key: "up",
        label: t("sortUp"),
        icon: <ArrowUpAZ />,
        checked: direction === "ascending",
        onSelect: sortBy("ascending"),
      },
      {
        key: "down",
        label: t("sortDown"),
        icon: <ArrowDownAZ />,
        checked: direction === "descending",
        onSelect: sortBy("descending"),
      },
    );
    if (direction) {
      const rest = sort.filter((key) => key.columnId !== column.id);
      items.push({ key: "unsort", label: t("sortNone"), onSelect: () => onSort(rest) });
    }
    items.push("line");
  }
  const further = columnItems?.(column) ?? [];
  if (further.length > 0) items.push(...further, "line");
  const step = (by: -1 | 1) => () => onLayout(stepColumn(columns, layout, column.id, by));
  const widen = (by: number) => () => onLayout(resizeColumn(layout, column.id, width + by));
  items.push(
    {
      key: "pin",
      label: pinned ? t("unfreeze") : t("freeze"),
      icon: pinned ? <PinOff /> : <Pin />,
      onSelect: () => onLayout(togglePinned(layout, column.id)),
    },
    { key: "left", label: t("moveLeft"), icon: <ArrowLeft />, shortcut: "Alt ←", onSelect: step(-1) },
    { key: "right", label: t("moveRight"), icon: <ArrowRight />, shortcut: "Alt →", onSelect: step(1) },
    { key: "wider", label: t("wider"), shortcut: "Shift →", onSelect: widen(24) },
    { key: "narrower", label: t("narrower"), shortcut: "Shift ←", onSelect: widen(-24) },
    "line",
    {
      key: "hide",
      label: t("hide"),
      icon: <EyeOff />,
      onSelect: () => onLayout(hideColumn(layout, column.id)),
    },
  );
  return items;
}

/** A click sorts up, then down, then not at all; with Shift the column joins the others (three at most). */
export function nextSort(sort: readonly SortKey[], columnId: string, join: boolean): readonly SortKey[] {
  const current = sort.find((key) => key.columnId === columnId)?.direction;
  const others = join ? sort.filter((key) => key.columnId !== columnId) : [];
  if (current === "descending") return others;
  const direction = current === "ascending" ? "descending" : "ascending";
  return [...others, { columnId, direction } as const].slice(-3);
}
