import { useTranslation } from "react-i18next";
import type { FieldSpec } from "@/designing/fields/documents";
import { useDesk } from "../DeskContext";
import { formulaWords } from "../model/formulaWords";
import style from "./Canvas.module.css";

/** What a computed field is made of, in names instead of ids. */
export function FormulaWords({ field }: { readonly field: FieldSpec }) {
  const { t } = useTranslation("entityDesigner");
  const { entity, siblings } = useDesk();
  const words = formulaWords(field, entity, siblings);
  if (!words) return null;
  const text = "text" in words ? words.text : t(`computed.${words.key}`, { ...words.params });
  return (
    <span className={style.formula} title={text}>
      = {text}
    </span>
  );
}
