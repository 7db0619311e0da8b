import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import type { FlowNode } from "@/lib/flowTree/tree";
import type { Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { type Answer, editableAt, type Named, type Verdict, verdictsAt, wireValue } from "./model/question";
import style from "./Trial.module.css";

export type TrialDecisionProps = {
  readonly node: FlowNode | undefined;
  readonly person: Named;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer) => void;
};

/** Files are uploaded for real, so that a trial leaves them alone. */
const uploads = new Set(["file", "photo"]);

/** A decision in somebody's name, with the fields that the step opens to them. */
export function TrialDecision({ node, person, busy, onAnswer }: TrialDecisionProps) {
  const { t } = useTranslation("flowTrial");
  const { field: fieldOf } = useDesk();
  const words = useCellWords();
  const [values, setValues] = useState<Readonly<Record<string, Json>>>({});
  const fields = editableAt(node).flatMap((id) => {
    const field = fieldOf(id);
    return field && !uploads.has(field.type) ? [field] : [];
  });
  if (!node) return null;
  const decide = (verdict: Verdict) => {
    const changed = Object.entries(values).map(([key, value]) => [key, wireValue(value)] as const);
    const filled = changed.length > 0 && verdict !== "send_back";
    onAnswer({
      node: node.id,
      verdict,
      person: person.id,
      ...(filled ? { fields: Object.fromEntries(changed) } : {}),
    });
  };
  return (
    <>
      {fields.length > 0 ? (
        <details className={style.fields}>
          <summary>{t("fields", { count: fields.length })}</summary>
          {fields.map((field) => {
            const Widget = widgetOf(field);
            return (
              <Widget
                key={field.id}
                field={field}
                frame={{ label: field.name }}
                value={values[field.key] ?? null}
                onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
                disabled={busy}
                words={words}
              />
            );
          })}
        </details>
      ) : null}
      <div className={style.row}>
        {verdictsAt(node).map(({ verdict, label }) => (
          <Button
            key={verdict}
            size="small"
            look={verdict === "approve" ? "primary" : "plain"}
            disabled={busy}
            onClick={() => decide(verdict)}
          >
            {label || t(`verdict.${verdict}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
