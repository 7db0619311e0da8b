import { useTranslation } from "react-i18next";
import { find, OPERATIONS, type Param } from "@/lib/formula/registry";
import style from "./FormulaEditor.module.css";
import { callAt } from "./model/calls";
import { aliasesOf, explanation } from "./model/completing";
import type { Words } from "./model/problems";

export type SignatureHintProps = {
  readonly source: string;
  readonly cursor: number;
  readonly words: Words;
};

/** The function around the cursor: what it wants, the argument that is being written, and what it does. */
export function SignatureHint({ source, cursor, words }: SignatureHintProps) {
  const { t, i18n } = useTranslation("formulas");
  const call = callAt(source, cursor);
  const name = call ? find(call.name) : undefined;
  const operation = name === undefined ? undefined : OPERATIONS.get(name);
  if (!call || name === undefined || !operation) return null;
  const last = operation.params.length - 1;
  const current = Math.min(call.position, last);
  const alias = i18n.language.startsWith("zh") ? aliasesOf(name)[0] : undefined;
  return (
    <div className={style.signature}>
      <code>
        {name}(
        {operation.params.map((param, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is its place
          <span key={at}>
            {at > 0 ? ", " : ""}
            <span data-current={at === current || undefined}>{paramText(param, words, t("unitOf"))}</span>
          </span>
        ))}
        )
      </code>
      {alias ? <span className={style.alias}>{alias}</span> : null}
      <p>{explanation(name, i18n.language)}</p>
    </div>
  );
}

function paramText(param: Param, words: Words, unit: string): string {
  const list = words(`kind.${param.kind}.list`);
  const many = param.shape === "list" && list !== `kind.${param.kind}.list`;
  const text =
    param.kind === "unit" ? `${unit} ${param.units.join("|")}` : many ? list : words(`kind.${param.kind}`);
  return `${param.optional ? `[${text}]` : text}${param.repeat ? "…" : ""}`;
}
