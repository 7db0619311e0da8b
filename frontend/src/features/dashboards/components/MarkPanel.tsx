import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useTranslation } from "react-i18next";
import { entityQuery, viewQuery } from "@/api/design";
import type { EntityDocument, ViewDocument } from "@/api/documents";
import { records } from "@/api/records";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { RecordTable } from "@/widget-charts/RecordTable";
import type { Mark, Widget } from "@/widget-charts/widget";
import { drillQuery, type FilterValues } from "../api";
import { behind, type Cross } from "../model/crossing";

export type MarkPanelProps = {
  readonly board: string;
  readonly widget: Widget;
  readonly mark: Mark;
  readonly filters: FilterValues;
  /** A mark of another card that this one followed. */
  readonly cross?: Cross | undefined;
  /** Narrows every card to the mark; without it the board has no filter for what the mark stands for. */
  readonly onCross?: (() => void) | undefined;
  readonly onClose: () => void;
};

const shownFields = 5;

/** The records behind a number, within what this reader may see. */
export function MarkPanel({ board, widget, mark, filters, cross, onCross, onClose }: MarkPanelProps) {
  const { t } = useTranslation(["dashboards", "page"]);
  const drill = useQuery(drillQuery(board, behind(widget, mark, filters, cross)));
  const entity = drill.data?.entity ?? "";
  const design = useQuery({ ...entityQuery(entity), enabled: entity !== "" });
  const grid = design.data?.views.find((view) => view.type === "grid");
  const view = useQuery({ ...viewQuery(grid?.id ?? ""), enabled: grid !== undefined });
  const known = design.isSuccess && (grid === undefined || !view.isPending);
  const keys = known ? columnsOf(design.data, view.data) : [];
  const list = useInfiniteQuery({
    queryKey: ["records", "behind", entity, drill.data?.filter, keys],
    queryFn: ({ signal, pageParam }) =>
      records.page(
        entity,
        {
          filter: drill.data?.filter,
          fields: keys,
          expand: keys,
          limit: 50,
          cursor: pageParam || null,
          count: true,
        },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: known,
  });
  const rows = list.data?.pages.flatMap((page) => page.records) ?? [];
  const count = list.data?.pages[0]?.count;
  const problem = drill.error ?? design.error ?? list.error;
  const title = mark.title === widget.name ? widget.name : `${widget.name} · ${mark.title}`;
  return (
    <Dialog shape="side" title={title} onClose={onClose}>
      <div style={{ display: "grid", gap: 12 }}>
        {onCross ? (
          <Button icon={<ListFilter />} onClick={onCross}>
            {t("cross", { title: mark.title })}
          </Button>
        ) : null}
        {problem ? <ProblemNotice problem={problem} onRetry={() => void drill.refetch()} /> : null}
        {count ? (
          <p role="status" className="figures">
            {t(count.capped ? "behind.over" : "behind.count", { count: count.value })}
          </p>
        ) : null}
        {list.isPending && !problem ? <Skeleton lines={8} /> : null}
        {list.isSuccess && rows.length === 0 ? <EmptyState compact title={t("empty.rows")} /> : null}
        {rows.length > 0 ? (
          <RecordTable label={title} entity={entity} records={rows} columns={keys.map((key) => ({ key }))} />
        ) : null}
        {list.hasNextPage ? (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("page:more")}
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}

/** The title, then what the entity's first table shows; without a table its first fields. */
function columnsOf(design: EntityDocument, view: ViewDocument | undefined): readonly string[] {
  const ids = view?.layout.type === "grid" ? view.layout.columns.map((column) => column.field) : [];
  const listed = ids.flatMap((id) => design.fields.find((field) => field.id === id)?.key ?? []);
  const rest = listed.length > 0 ? listed : design.fields.map((field) => field.key);
  return [...new Set([...(design.title ? [design.title] : []), ...rest])].slice(0, shownFields);
}
