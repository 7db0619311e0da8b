import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { isWholePath, PathSelect } from "@/designing/fields/PathSelect";
import type { Json } from "@/lib/json";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import type { BlockOf } from "../model/documents";
import { ItemRows } from "./ItemRows";
import style from "./PrintDesigner.module.css";

type ListBlock = BlockOf<"fields" | "rows" | "related">;
export type FieldsEditorProps = {
  readonly block: ListBlock;
  readonly set: (members: Readonly<Record<string, Json>>) => void;
};

const numbers = new Set(["integer", "decimal", "money", "percent"]);
const isNumber = (field: FieldDocument | undefined): boolean =>
  field !== undefined && (numbers.has(field.type) || field.result === "number");

/** Which fields a block shows, in which order, and which columns are added up. */
export function FieldsEditor({ block, set }: FieldsEditorProps) {
  const { t } = useTranslation("printDesigner");
  const { pathName } = useDesk();
  const columns = useColumns(block);
  const totals = block.type === "fields" ? [] : (block.totals ?? []);
  const put = (fields: readonly string[]) =>
    set({
      fields: [...fields],
      ...(block.type === "fields" ? {} : { totals: totals.filter((path) => fields.includes(path)) }),
    });
  const countable =
    block.type === "fields" ? [] : block.fields.filter((path) => isNumber(columns?.get(path)));
  return (
    <>
      <h3>{t(block.type === "fields" ? "settings.fields" : "settings.tableColumns")}</h3>
      <ItemRows
        items={block.fields.map((path) => ({ id: path, label: pathName(block, path) }))}
        onOrder={put}
      />
      <AddField block={block} onAdd={(path) => put([...block.fields.filter((one) => one !== path), path])} />
      {countable.length > 0 ? (
        <fieldset className={style.totals}>
          <legend>{t("settings.totals")}</legend>
          {countable.map((path) => (
            <CheckField
              key={path}
              label={pathName(block, path)}
              value={totals.includes(path)}
              onChange={(on) =>
                set({ totals: block.fields.filter((one) => (one === path ? on : totals.includes(one))) })
              }
            />
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

/** Columns of the table by their ids; undefined for the fields of the record itself. */
function useColumns(block: ListBlock): ReadonlyMap<string, FieldDocument> | undefined {
  const { entity, related } = useDesk();
  const columns =
    block.type === "rows"
      ? entity.fields.find((field) => field.id === block.rows)?.fields
      : block.type === "related"
        ? related.find((one) => one.entity.id === block.entity)?.entity.fields
        : undefined;
  return columns && new Map(columns.map((field) => [field.id, field]));
}

type AddProps = { readonly block: ListBlock; readonly onAdd: (path: string) => void };

function AddField({ block, onAdd }: AddProps) {
  const { t } = useTranslation("printDesigner");
  const { entity, related } = useDesk();
  const columns = useColumns(block);
  const [path, setPath] = useState("");
  const label = t(block.type === "fields" ? "settings.addField" : "settings.addColumn");
  if (block.type === "rows") {
    const free = [...(columns?.values() ?? [])].filter((column) => !block.fields.includes(column.id));
    return (
      <SelectField
        label={label}
        value=""
        none={t("settings.choose")}
        options={free.map((column) => ({ id: column.id, label: column.name }))}
        onChange={onAdd}
      />
    );
  }
  const from =
    block.type === "fields" ? entity : related.find((one) => one.entity.id === block.entity)?.entity;
  if (!from) return <p className={style.hint}>{t("unseen")}</p>;
  return (
    <PathSelect
      label={label}
      entity={from}
      value={path}
      beyond
      accepts={(field) =>
        field.type !== "sub_table" &&
        !["id", "version"].includes(field.key) &&
        !block.fields.includes(field.id)
      }
      onChange={(next) => {
        setPath(isWholePath(next) ? "" : next);
        if (isWholePath(next)) onAdd(next);
      }}
    />
  );
}
