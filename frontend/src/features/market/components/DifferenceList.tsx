import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import { byObject } from "../model/choice";
import type { Difference } from "../upgrade";
import style from "./market.module.css";
import { PlaceWords, SideValue } from "./PlaceWords";

export type DifferenceListProps = {
  readonly title: string;
  readonly rows: readonly Difference[];
  readonly count: number;
  readonly open?: boolean;
};

/** What differs, object by object: folded away until somebody wants to know. */
export function DifferenceList({ title, rows, count, open = false }: DifferenceListProps) {
  const { t } = useTranslation("market");
  if (count === 0) return null;
  return (
    <details className={style.fold} open={open}>
      <summary>{title}</summary>
      {byObject(rows).map((group) => (
        <section key={group.id} className={style.part}>
          <h2>{group.name}</h2>
          <PlainTable
            label={`${title} · ${group.name}`}
            rows={group.rows}
            rowKey={(row) => row.path.join("/")}
            columns={[
              { key: "place", title: t("upgrade.place"), show: (row) => <PlaceWords place={row} /> },
              { key: "before", title: t("upgrade.before"), show: (row) => <SideValue value={row.before} /> },
              { key: "after", title: t("upgrade.after"), show: (row) => <SideValue value={row.after} /> },
            ]}
          />
        </section>
      ))}
      {rows.length < count ? (
        <p className={style.meta}>{t("upgrade.more", { count: count - rows.length })}</p>
      ) : null}
    </details>
  );
}
