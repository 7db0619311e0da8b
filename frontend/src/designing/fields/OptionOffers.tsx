import { useTranslation } from "react-i18next";
import { isList } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { replaceById } from "../model/lists";
import type { FieldSpec } from "./documents";
import type { FieldEditing } from "./editing";
import style from "./Fields.module.css";
import { type Option, optionsIn } from "./OptionRows";

const underOf = (option: Option): readonly string[] =>
  isList(option.under) ? option.under.filter((one): one is string => typeof one === "string") : [];

/** Without any mark the member goes: the option is always offered. */
function withUnder({ under: _old, ...option }: Option, under: readonly string[]): Option {
  return (under.length > 0 ? { ...option, under } : option) as Option;
}

/** Which options can be chosen, depending on another single choice of the same record. */
export function OptionOffers({ field, siblings, onSet }: Pick<FieldEditing, "field" | "siblings" | "onSet">) {
  const { t } = useTranslation("designing");
  const others = (siblings ?? []).filter(
    (one) => one.type === "choice" && one.id !== field.id && one.follows !== field.id,
  );
  const follows = typeof field.follows === "string" ? field.follows : "";
  if (others.length === 0 && follows === "") return null;
  const options = optionsIn(field.options);
  const leading = optionsIn(others.find((one) => one.id === follows)?.options);
  const follow = (id: string) =>
    onSet({
      follows: id || undefined,
      options: options.map((option) => withUnder(option, [])),
    } as Partial<FieldSpec>);
  const mark = (option: Option, id: string, on: boolean) => {
    const marked = new Set(underOf(option));
    if (on) marked.add(id);
    else marked.delete(id);
    const under = leading.map((one) => one.id).filter((one) => marked.has(one));
    onSet({ options: replaceById(options, withUnder(option, under)) });
  };
  return (
    <>
      <SelectField
        label={t("properties.follows")}
        none={t("properties.followsNone")}
        value={follows}
        options={others.map((one) => ({ id: one.id, label: one.name }))}
        onChange={follow}
      />
      {leading.length > 0 ? (
        <>
          <p className={style.hint}>{t("properties.followsHint")}</p>
          {options.map((option) => (
            <fieldset key={option.id} className={style.offers}>
              <legend>
                <span aria-hidden="true">{option.name}</span>
                <span className="visually-hidden">{t("properties.under", { name: option.name })}</span>
              </legend>
              {leading.map((one) => (
                <label key={one.id} className={style.offer}>
                  <input
                    type="checkbox"
                    checked={underOf(option).includes(one.id)}
                    onChange={(event) => mark(option, one.id, event.target.checked)}
                  />
                  {one.name}
                </label>
              ))}
            </fieldset>
          ))}
        </>
      ) : null}
    </>
  );
}
