import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "@/api/design";
import { newItemId } from "@/designing/ids";
import { moveBefore, replaceById, stepTarget } from "@/designing/model/lists";
import { TextSetting } from "@/designing/parts/Inputs";
import { isList, isObject } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { setField, setPlace } from "../model/deeds";
import { type FieldSpec, fieldOf, placementOf } from "../model/documents";
import { freeKey, newTypes } from "../model/newFields";
import { FieldDefault } from "./FieldDefault";
import style from "./Properties.module.css";

/** What the field is called and what it offers. */
export function FieldBasics({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { form, entity, published, run } = desk;
  const field = fieldOf(entity, id);
  const place = placementOf(form, id);
  if (!field || !place) return null;
  const fresh = !published.entity || !fieldOf(published.entity, id);
  return (
    <>
      <p className={style.hint}>{t("properties.type", { type: t(`type.${field.type}`) })}</p>
      <TextSetting
        label={t("properties.fieldName")}
        hint={fresh ? t("properties.fieldNew") : t("properties.fieldShared")}
        required
        maxLength={200}
        value={field.name}
        onCommit={(name) => run(setField(desk, id, { name }))}
      />
      {fresh ? null : (
        <TextSetting
          label={t("properties.label")}
          placeholder={field.name}
          maxLength={200}
          value={place.label ?? ""}
          onCommit={(label) => run(setPlace(desk, id, { label }, "label"))}
        />
      )}
      <TextSetting
        label={t("properties.help")}
        rows={2}
        maxLength={4000}
        value={place.help ?? ""}
        placeholder={typeof field.help === "string" ? field.help : ""}
        onCommit={(help) => run(setPlace(desk, id, { help }, "help"))}
      />
      <FieldDefault id={id} />
      {isList(field.options) ? <OptionRows field={field} /> : null}
      {field.type === "link" && fresh ? <LinkTarget field={field} /> : null}
      {field.type === "sub_table" ? <ColumnRows field={field} /> : null}
    </>
  );
}

type Named = { readonly id: string; readonly name: string };

const namedIn = (value: FieldSpec[string]): readonly Named[] =>
  isList(value) ? (value.filter(isObject) as unknown as readonly Named[]) : [];

/** The choices in their order; each has a way up and down that needs no dragging. */
function OptionRows({ field }: { readonly field: FieldSpec }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const options = namedIn(field.options ?? null);
  const put = (next: readonly Named[]) => desk.run(setField(desk, field.id, { options: next }));
  const ids = options.map((one) => one.id);
  const add = () =>
    put([...options, { id: newItemId("o", new Set(ids)), name: desk.names.option(options.length + 1) }]);
  return (
    <fieldset className={style.rows}>
      <legend>{t("properties.options")}</legend>
      {options.map((option, at) => {
        const before = stepTarget(ids, option.id, -1);
        const after = stepTarget(ids, option.id, 1);
        return (
          <div key={option.id} className={style.row}>
            <TextSetting
              label={t("properties.option", { number: at + 1 })}
              maxLength={200}
              value={option.name}
              onCommit={(name) => (name.trim() ? put(replaceById(options, { ...option, name })) : undefined)}
            />
            <span>
              <IconButton
                size="small"
                label={t("properties.optionUp", { name: option.name })}
                icon={<ArrowUp />}
                disabled={before === undefined}
                onClick={() => put(moveBefore(options, option.id, before ?? null))}
              />
              <IconButton
                size="small"
                label={t("properties.optionDown", { name: option.name })}
                icon={<ArrowDown />}
                disabled={after === undefined}
                onClick={() => put(moveBefore(options, option.id, after ?? null))}
              />
            </span>
            <IconButton
              size="small"
              label={t("properties.optionRemove", { name: option.name })}
              icon={<Trash2 />}
              disabled={options.length < 2}
              onClick={() => put(options.filter((one) => one !== option))}
            />
          </div>
        );
      })}
      <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={add}>
        {t("properties.optionAdd")}
      </Button>
    </fieldset>
  );
}

/** Where a new link leads; once records hold links it stays. */
function LinkTarget({ field }: { readonly field: FieldSpec }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { data: entities = [] } = useQuery(entitiesQuery);
  return (
    <SelectField
      label={t("properties.linked")}
      value={typeof field.entity === "string" ? field.entity : ""}
      options={entities.map((one) => ({ id: one.id, label: one.name }))}
      onChange={(entity) => desk.run(setField(desk, field.id, { entity }))}
    />
  );
}

const columnTypes = newTypes.filter((type) => !["sub_table", "auto_number", "photo", "file"].includes(type));

type Column = FieldSpec;

/** The columns of a sub-table: name, type, one more, one less. */
function ColumnRows({ field }: { readonly field: FieldSpec }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const columns = namedIn(field.fields ?? null) as readonly Column[];
  const put = (next: readonly Column[]) => desk.run(setField(desk, field.id, { fields: next }));
  const known = new Set(
    namedIn((desk.published.entity && fieldOf(desk.published.entity, field.id)?.fields) ?? null).map(
      (one) => one.id,
    ),
  );
  const made = (type: string, name: string, id = newItemId("f")): Column => {
    const key = freeKey("", type, new Set(columns.map((one) => one.key)));
    const options = [1, 2].map((one) => ({ id: newItemId("o"), name: desk.names.option(one) }));
    const settings = {
      ...(type === "choice" || type === "multi_choice" ? { options } : {}),
      ...(type === "link" ? { entity: desk.names.linked } : {}),
    };
    return { id, key, name, type, ...settings };
  };
  return (
    <fieldset className={style.rows}>
      <legend>{t("properties.columns")}</legend>
      {columns.map((column, at) => (
        <div key={column.id} className={style.columnRow}>
          <TextSetting
            label={t("properties.column", { number: at + 1 })}
            maxLength={200}
            value={column.name}
            onCommit={(name) => (name.trim() ? put(replaceById(columns, { ...column, name })) : undefined)}
          />
          <select
            aria-label={t("properties.columnType", { name: column.name })}
            value={column.type}
            disabled={known.has(column.id)}
            onChange={(event) => put(replaceById(columns, made(event.target.value, column.name, column.id)))}
          >
            {(columnTypes as readonly string[]).includes(column.type) ? null : (
              <option value={column.type}>{t(`type.${column.type}`)}</option>
            )}
            {columnTypes.map((type) => (
              <option key={type} value={type}>
                {t(`type.${type}`)}
              </option>
            ))}
          </select>
          <IconButton
            size="small"
            label={t("properties.columnRemove", { name: column.name })}
            icon={<Trash2 />}
            disabled={columns.length < 2}
            onClick={() => put(columns.filter((one) => one !== column))}
          />
        </div>
      ))}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        onClick={() => put([...columns, made("text", desk.names.column)])}
      >
        {t("properties.columnAdd")}
      </Button>
    </fieldset>
  );
}
