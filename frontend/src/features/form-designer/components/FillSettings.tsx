import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import style from "@/designing/fields/Fields.module.css";
import { useFormulaScope } from "@/formula-editor/useFormulaScope";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { setPlace } from "../model/deeds";
import { placementOf } from "../model/documents";
import { fillable, fillChoices, freeLinks } from "../model/fills";

/** What comes into the field when a link is chosen. */
export function FieldFill({ field }: { readonly field: FieldDocument }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { form, document, run } = desk;
  const fill = placementOf(form, field.id)?.fill ?? null;
  return (
    <FillSetting
      label={t("fill.label")}
      target={field}
      links={freeLinks(form, document.fields)}
      fill={fill}
      onChange={(next) => run(setPlace(desk, field.id, { fill: next }, "fill"))}
    />
  );
}

/** What comes into each column when a link of its row is chosen. */
export function ColumnFills({ table }: { readonly table: FieldDocument }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const fills = placementOf(desk.form, table.id)?.columns ?? [];
  const columns = table.fields ?? [];
  const free = columns.filter((column) => !fills.some((one) => one.column === column.id));
  const put = (column: string, next: Fill | null) => {
    const others = fills.filter((one) => one.column !== column);
    const all = next ? [...others, { column, ...next }] : others;
    const order = columns.map((one) => one.id);
    const sorted = all.toSorted((one, other) => order.indexOf(one.column) - order.indexOf(other.column));
    desk.run(setPlace(desk, table.id, { columns: sorted }, "fill"));
  };
  if (!columns.some((column) => column.type === "link" && !column.many)) return null;
  return (
    <fieldset className={style.rows}>
      <legend>{t("fill.columns")}</legend>
      {columns.filter(fillable).map((column) => {
        const { column: _column, ...fill } = fills.find((one) => one.column === column.id) ?? { column: "" };
        return (
          <FillSetting
            key={column.id}
            label={t("fill.column", { name: column.name })}
            target={column}
            links={free}
            fill={"path" in fill ? (fill as Fill) : null}
            onChange={(next) => put(column.id, next)}
          />
        );
      })}
    </fieldset>
  );
}

type Fill = { readonly path: string; readonly fixed?: boolean };

type FillSettingProps = {
  readonly label: string;
  readonly target: FieldDocument;
  /** What stands beside it and could lead to other records. */
  readonly links: readonly FieldDocument[];
  readonly fill: Fill | null;
  readonly onChange: (fill: Fill | null) => void;
};

/** Nothing shows where nothing fits, so that a form without links stays as simple as it was. */
function FillSetting({ label, target, links, fill, onChange }: FillSettingProps) {
  const { t } = useTranslation("designing");
  const { entities } = useFormulaScope(links);
  const offered = fillChoices(target, links, (link) => entities[link.entity_key ?? ""]?.fields ?? []);
  const options = offered.map(({ path, link, source }) => ({ id: path, label: `${link} › ${source}` }));
  const known = fill === null || options.some((one) => one.id === fill.path);
  if (!fillable(target) || (options.length === 0 && fill === null)) return null;
  return (
    <>
      <SelectField
        label={label}
        none={t("fill.none")}
        value={fill?.path ?? ""}
        options={known || !fill ? options : [...options, { id: fill.path, label: t("fill.hidden") }]}
        onChange={(path) => onChange(path ? { ...(fill?.fixed ? { fixed: true } : {}), path } : null)}
      />
      {fill ? (
        <CheckField
          label={t("fill.fixed")}
          hint={t(fill.fixed ? "fill.fixedHint" : "fill.onceHint")}
          value={fill.fixed ?? false}
          onChange={(fixed) => onChange(fixed ? { path: fill.path, fixed } : { path: fill.path })}
        />
      ) : null}
    </>
  );
}
