import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/lib/json";
import { CheckField } from "@/ui/page/CheckField";
import { SearchInput } from "@/ui/shared/SearchInput";
import { Skeleton } from "@/ui/shared/Skeleton";
import { type BoardDocument, type BoardFilter, groupValuesQuery } from "../api";
import { entityKey, valuesFrom } from "../model/board";
import style from "./Board.module.css";
import { Popover } from "./Popover";

export type FilterProps = {
  readonly board: BoardDocument;
  readonly filter: BoardFilter;
  readonly value: readonly Json[];
  readonly onChange: (value: readonly Json[]) => void;
};

const searchFrom = 8;
const same = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The values that really occur, with how many records bear each. */
export function ValuesFilter({ board, filter, value, onChange }: FilterProps) {
  const { t } = useTranslation("dashboards");
  const [entity, path] = valuesFrom(board, filter);
  const values = useQuery(groupValuesQuery(entityKey(board, entity), path));
  const [sought, setSought] = useState("");
  const all = values.data ?? [];
  const shown = all.filter((one) => one.label.toLowerCase().includes(sought.trim().toLowerCase()));
  const chosen = all.filter((one) => value.some((other) => same(other, one.value)));
  const first = chosen[0]?.label || (value.length > 0 ? t("empty.group") : "");
  return (
    <Popover
      name={filter.name}
      chosen={
        value.length === 0 ? "" : value.length === 1 ? first : t("chosen", { first, count: value.length })
      }
    >
      {all.length >= searchFrom ? (
        <SearchInput label={t("search")} value={sought} onChange={setSought} />
      ) : null}
      {values.isPending ? <Skeleton lines={4} /> : null}
      <ul className={style.values}>
        {shown.map((one) => (
          <li key={JSON.stringify(one.value)}>
            <CheckField
              label={t("drill.option", { name: one.label || t("empty.group"), count: one.count })}
              value={value.some((other) => same(other, one.value))}
              onChange={(on) =>
                onChange(on ? [...value, one.value] : value.filter((other) => !same(other, one.value)))
              }
            />
          </li>
        ))}
      </ul>
      {values.isSuccess && shown.length === 0 ? <p className={style.quiet}>{t("empty.values")}</p> : null}
    </Popover>
  );
}
