import { CalendarDays, CircleDot, Hash, Type, UserRound } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { Grid } from "@/ui/grid/Grid";
import type { GridNotice } from "@/ui/grid/gridProps";
import { type ColumnLayout, emptyLayout } from "@/ui/grid/model/columns";
import type {
  CellEdit,
  CellEditorProps,
  EditAnswer,
  GridColumn,
  Json,
  SortKey,
} from "@/ui/grid/model/gridTypes";
import { BlockSource } from "@/ui/grid/model/rowSource";
import { Avatar } from "@/ui/shared/Avatar";
import { OptionTag } from "@/ui/shared/OptionTag";
import type { Accent } from "@/ui/tokens";
import { extraColumns, readAmount, sampleRow, stages } from "./sampleData";

const hues: readonly Accent[] = ["slate", "blue", "violet", "amber", "green"];

function StageEditor({ value, label, initial, onDraft, onCommit }: CellEditorProps) {
  const first = stages.find((stage) => initial !== null && stage.startsWith(initial)) ?? String(value ?? "");
  return (
    <select
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: a cell editor opens because the person asked for it
      autoFocus
      defaultValue={first}
      onChange={(event) => {
        onDraft(event.target.value);
        onCommit(event.target.value);
      }}
    >
      {stages.map((stage) => (
        <option key={stage}>{stage}</option>
      ))}
    </select>
  );
}

const columns: readonly GridColumn[] = [
  { id: "name", title: "客户名称", icon: <Type />, width: 220, editable: true, sortable: true },
  {
    id: "stage",
    title: "阶段",
    icon: <CircleDot />,
    width: 120,
    editable: true,
    sortable: true,
    Editor: StageEditor,
    fromText: (text) =>
      stages.includes(text) ? { ok: true, value: text } : { ok: false, reason: `没有“${text}”这个选项` },
    render: (value: Json) =>
      value ? (
        <OptionTag color={hues[stages.indexOf(String(value))] ?? "slate"}>{String(value)}</OptionTag>
      ) : null,
  },
  {
    id: "owner",
    title: "负责人",
    icon: <UserRound />,
    width: 130,
    editable: true,
    sortable: true,
    render: (value: Json) => (value ? <Avatar name={String(value)} size={20} withName /> : null),
  },
  {
    id: "amount",
    title: "金额（元）",
    icon: <Hash />,
    width: 140,
    align: "end",
    editable: true,
    sortable: true,
    fromText: readAmount,
    toText: (value) => (value === null ? "" : formatNumber(String(value), { decimals: 2 })),
  },
  { id: "close", title: "预计成交", icon: <CalendarDays />, width: 120, editable: true, sortable: true },
  {
    id: "rate",
    title: "把握",
    icon: <Hash />,
    width: 90,
    align: "end",
    toText: (value) => (value === null ? "" : formatPercent(String(value))),
  },
  ...extraColumns,
];

const answerAfter = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** 100,000 fake rows whose blocks take a moment, and a server that refuses negative amounts. */
export function GridStory() {
  const grouped = new URLSearchParams(location.search).has("grouped");
  const source = useMemo(
    () =>
      new BlockSource(100_000, async (first, count) => {
        await answerAfter(60);
        return Array.from({ length: count }, (_, offset) => {
          const index = first + offset;
          if (!grouped || index % 40 !== 0) return sampleRow(index);
          const stage = stages[(index / 40) % stages.length] ?? "";
          return {
            kind: "group",
            key: `g${index}`,
            label: stage,
            count: 39,
            depth: 0,
            collapsed: false,
          } as const;
        });
      }),
    [grouped],
  );
  const [layout, setLayout] = useState<ColumnLayout>({ ...emptyLayout, pinned: ["name"] });
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const [notice, setNotice] = useState<GridNotice>();
  const [opened, setOpened] = useState<string>();
  const onEdit = useCallback(async (edits: readonly CellEdit[]): Promise<EditAnswer> => {
    await answerAfter(150);
    const rejected = edits
      .filter((edit) => edit.columnId === "amount" && String(edit.value).startsWith("-"))
      .map(({ rowId, columnId }) => ({ rowId, columnId, reason: "金额不能小于 0" }));
    return { rejected };
  }, []);
  return (
    <>
      <p className="visually-hidden" data-notice={notice?.kind} data-opened={opened} />
      <Grid
        label="商机"
        source={source}
        columns={columns}
        layout={layout}
        onLayout={setLayout}
        sort={sort}
        onSort={setSort}
        onEdit={onEdit}
        onNotice={setNotice}
        onOpen={(row) => setOpened(row.id)}
      />
    </>
  );
}
