import { FilterX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Button } from "@/ui/shared/Button";
import type { BoardDocument, FilterValues } from "../api";
import { clearFilters, isSpan, writeFilter } from "../model/filterAddress";
import style from "./Board.module.css";
import { DaySpanFilter } from "./DaySpanFilter";
import { ValuesFilter } from "./ValuesFilter";

export type BoardFiltersProps = { readonly board: BoardDocument; readonly values: FilterValues };

/** Filters above a board: each reaches every card that has a matching field. */
export function BoardFilters({ board, values }: BoardFiltersProps) {
  const { t } = useTranslation("dashboards");
  const [search, setSearch] = useSearchParams();
  const filters = board.filters ?? [];
  if (filters.length === 0) return null;
  const used = filters.some((filter) => (values[filter.id]?.length ?? 0) > 0);
  return (
    <section className={style.filters} aria-label={t("filters")}>
      {filters.map((filter) => {
        const props = {
          filter,
          board,
          value: values[filter.id] ?? [],
          onChange: (next: FilterValues[string]) =>
            setSearch(writeFilter(search, filter, next), { replace: true }),
        };
        return isSpan(filter) ? (
          <DaySpanFilter key={filter.id} {...props} />
        ) : (
          <ValuesFilter key={filter.id} {...props} />
        );
      })}
      {used ? (
        <Button
          look="quiet"
          icon={<FilterX />}
          onClick={() => setSearch(clearFilters(search), { replace: true })}
        >
          {t("clear")}
        </Button>
      ) : null}
    </section>
  );
}
