import { ArrowDownAZ, ArrowUpAZ, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SortDocument } from "@/api/documents";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { useDesk } from "../DeskContext";
import { sorts } from "../model/candidates";
import { setSort } from "../model/deeds";
import { mostSorts } from "../model/reduce";
import style from "./Designer.module.css";

/** By what the records are ordered: the first counts most. */
export function SortRows() {
  const { t } = useTranslation("viewDesigner");
  const { draft, entity, nameOf, run } = useDesk();
  const rows = draft.sort ?? [];
  const offered = sorts(entity);
  const put = (sort: readonly SortDocument[]) => run(setSort(draft, sort));
  const replace = (at: number, next: SortDocument | undefined) =>
    put(rows.flatMap((row, index) => (index !== at ? [row] : next ? [next] : [])));
  const free = offered.filter((field) => !rows.some((row) => row.field === field.id));
  return (
    <section aria-label={t("settings.sort")}>
      <h2>{t("settings.sort")}</h2>
      <ol className={style.sorts}>
        {rows.map((row, at) => {
          const name = nameOf(row.field) ?? t("fields.unseen");
          const down = row.descending ?? false;
          return (
            <li key={row.field}>
              <span>{name}</span>
              <IconButton
                size="small"
                label={t(down ? "sort.down" : "sort.up", { name })}
                aria-pressed={down}
                icon={down ? <ArrowUpAZ /> : <ArrowDownAZ />}
                onClick={() => replace(at, { field: row.field, descending: !down })}
              />
              <IconButton
                size="small"
                label={t("sort.remove", { name })}
                icon={<Trash2 />}
                onClick={() => replace(at, undefined)}
              />
            </li>
          );
        })}
      </ol>
      {rows.length < mostSorts ? (
        <Select
          takes
          wide
          label={t("sort.add")}
          none={t("sort.add")}
          value=""
          options={free.map((field) => ({ id: field.id, label: field.name }))}
          onChange={(field) => put([...rows, { field }])}
        />
      ) : null}
    </section>
  );
}
