import { Fragment, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { cellOf } from "@/field-cells/cells";
import { useCellWords } from "@/field-cells/useCellWords";
import { formulaFields, withoutBeyond } from "@/formula-editor/model/fields";
import { readable } from "@/formula-editor/model/readable";
import type { Condition } from "@/lib/condition/condition";
import { useDesk } from "../DeskContext";
import { labelOf, type ReactionDraft } from "../model/documents";
import style from "./Properties.module.css";

export type RuleWordsProps = { readonly when: Condition; readonly then: readonly ReactionDraft[] };

/** When … then …, otherwise …: what a rule undoes by itself is said too. */
export function RuleWords({ when, then }: RuleWordsProps) {
  const { t } = useTranslation("designing");
  const { form, entity, document, parts, fieldDocument } = useDesk();
  const words = useCellWords();
  const { ConditionWords } = parts;
  const named = useMemo(
    () => formulaFields({ fields: withoutBeyond(document.fields), entities: {} }),
    [document.fields],
  );
  const names = (one: ReactionDraft) =>
    (one.fields ?? []).map((id) => labelOf(form, entity, id)).join(words.t("cells:comma"));
  const value = (one: ReactionDraft): string => {
    if (one.expression) return readable(one.expression, named);
    const field = fieldDocument(one.fields?.[0] ?? "");
    return field && one.value !== undefined ? cellOf(field).toText(one.value, field, words) : "";
  };
  return (
    <p className={style.sentence}>
      {t("rules.when")}{" "}
      <b>
        <ConditionWords entity={document} condition={when} />
      </b>
      {then.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reaction is its place in the rule
        <Fragment key={at}>
          <br />
          {t(`rules.does.${one.do}`, { names: names(one), value: value(one), text: one.text ?? "" })}
          {["show", "hide", "require", "readonly"].includes(one.do) ? t(`rules.else.${one.do}`) : null}
        </Fragment>
      ))}
    </p>
  );
}
