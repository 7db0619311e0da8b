import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isList, isObject, type Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { newItemId } from "../ids";
import { moveBefore, replaceById, stepTarget } from "../model/lists";
import { TextSetting } from "../parts/Inputs";
import type { FieldEditing } from "./editing";
import style from "./Fields.module.css";

export type Option = { readonly id: string; readonly name: string; readonly [member: string]: Json };

export const optionsIn = (value: Json | undefined): readonly Option[] =>
  isList(value) ? (value.filter(isObject) as unknown as readonly Option[]) : [];

/** The choices in their order; each has a way up and down that needs no dragging. */
export function OptionRows({ field, names, onSet }: FieldEditing) {
  const { t } = useTranslation("designing");
  const options = optionsIn(field.options);
  const put = (next: readonly Option[]) => onSet({ options: next });
  const ids = options.map((one) => one.id);
  const add = () =>
    put([...options, { id: newItemId("o", new Set(ids)), name: names.option(options.length + 1) }]);
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
