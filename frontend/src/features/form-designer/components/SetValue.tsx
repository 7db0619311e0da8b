import { Equal, Sigma } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import { FormulaEditor } from "@/formula-editor/FormulaEditor";
import { withoutBeyond } from "@/formula-editor/model/fields";
import { kindOf } from "@/lib/condition/kinds";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import type { ReactionDraft } from "../model/documents";
import { takesFormula } from "../model/ruleWork";

export type SetValueProps = {
  readonly reaction: ReactionDraft;
  readonly onChange: (reaction: ReactionDraft) => void;
};

/** The value that a rule sets: entered with the widget of the field that gets it, or computed by a formula. */
export function SetValue({ reaction, onChange }: SetValueProps) {
  const { t } = useTranslation("designing");
  const { fieldDocument } = useDesk();
  const [writing, setWriting] = useState(false);
  const field = fieldDocument(reaction.fields?.[0] ?? "");
  if (!field || field.computed) return null;
  const computed = writing || (reaction.expression ?? "") !== "";
  const { value, expression: _expression, ...bare } = reaction;
  return (
    <div>
      {computed ? (
        <SetFormula field={field} reaction={reaction} onChange={onChange} />
      ) : (
        <SetConstant field={field} reaction={reaction} onChange={onChange} />
      )}
      {takesFormula(field) || computed ? (
        <Button
          size="small"
          look="quiet"
          icon={computed ? <Equal size={14} /> : <Sigma size={14} />}
          onClick={() => {
            setWriting(!computed);
            if (computed || value !== undefined) onChange(bare);
          }}
        >
          {t(computed ? "rules.toValue" : "rules.toFormula")}
        </Button>
      ) : null}
    </div>
  );
}

type PartProps = SetValueProps & { readonly field: FieldDocument };

function SetConstant({ field, reaction, onChange }: PartProps) {
  const { t } = useTranslation("designing");
  const words = useCellWords();
  const Widget = widgetOf(field);
  return (
    <Widget
      field={{ ...field, required: false }}
      frame={{ label: t("rules.value") }}
      value={reaction.value ?? null}
      onChange={(value) => onChange({ ...reaction, value })}
      disabled={false}
      words={words}
    />
  );
}

/** It knows the form alone: the value is there while somebody types, before anything is saved. */
function SetFormula({ field, reaction, onChange }: PartProps) {
  const { t } = useTranslation("designing");
  const { document, running } = useDesk();
  const fields = useMemo(() => withoutBeyond(document.fields), [document.fields]);
  const { expression, value: _value, ...bare } = reaction;
  return (
    <FormulaEditor
      key={field.id}
      label={t("rules.formula")}
      hint={t("rules.formulaHint")}
      value={expression ?? ""}
      fields={fields}
      own={field.id}
      expected={kindOf(field)}
      running={running}
      shown={field}
      onCommit={(source) => onChange(source.trim() === "" ? bare : { ...bare, expression: source })}
    />
  );
}
