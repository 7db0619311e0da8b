import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { PathSelect } from "@/designing/fields/PathSelect";
import { TextSetting } from "@/designing/parts/Inputs";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import type { Json } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../../DeskContext";
import { nodeName } from "../../model/documents";
import { type SourceKind, sourceKinds, sourceOf, tokens } from "../../model/sources";

export type ValueInputProps = {
  readonly label: string;
  /** The field that gets the value; absent for what is sent elsewhere. */
  readonly field?: FieldDocument | undefined;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
};

const begins: Readonly<Record<SourceKind, Json>> = {
  fixed: null,
  field: { field: "" },
  formula: { formula: "" },
  token: { token: "today" },
  output: { output: "" },
};

/** Where a value comes from: fixed, a field of the record, a formula, the moment or the initiator, an earlier step. */
export function ValueInput({ label, field, value, onChange }: ValueInputProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  const { kind, text } = sourceOf(value);
  return (
    <>
      <SelectField
        label={t("value.from", { name: label })}
        value={kind}
        options={sourceKinds.map((one) => ({ id: one, label: t(`value.kind.${one}`) }))}
        onChange={(next) => onChange(begins[next as SourceKind])}
      />
      {kind === "fixed" ? <FixedValue label={label} field={field} value={value} onChange={onChange} /> : null}
      {kind === "field" ? (
        <PathSelect
          label={t("value.kind.field")}
          entity={entity}
          value={text}
          accepts={(one) => one.type !== "sub_table"}
          beyond
          onChange={(path) => onChange({ field: path })}
        />
      ) : null}
      {kind === "formula" ? (
        <TextSetting
          label={t("value.kind.formula")}
          hint={t("value.formulaHint")}
          rows={2}
          value={text}
          onCommit={(formula) => onChange({ formula })}
        />
      ) : null}
      {kind === "token" ? (
        <SelectField
          label={t("value.kind.token")}
          value={text}
          options={[...new Set([...tokens, text])].map((one) => ({
            id: one,
            label: t(`value.token.${one}`, { defaultValue: one }),
          }))}
          onChange={(token) => onChange({ token })}
        />
      ) : null}
      {kind === "output" ? <Output text={text} onChange={onChange} /> : null}
    </>
  );
}

export function FixedValue({ label, field, value, onChange }: ValueInputProps) {
  const words = useCellWords();
  if (!field) {
    return (
      <TextSetting
        label={label}
        value={value === null ? "" : typeof value === "string" ? value : JSON.stringify(value)}
        onCommit={onChange}
      />
    );
  }
  const Widget = widgetOf(field);
  return (
    <Widget
      field={{ ...field, required: false }}
      frame={{ label }}
      value={value}
      onChange={onChange}
      disabled={false}
      words={words}
    />
  );
}

/** What an earlier step gave: the id of a record that it made, a member of an answer. */
function Output({ text, onChange }: { readonly text: string; readonly onChange: (value: Json) => void }) {
  const { t } = useTranslation("flowDesigner");
  const { flow } = useDesk();
  const [node = "", ...members] = text.split(".");
  const givers = flow.nodes.filter((one) => ["create_record", "http_request"].includes(one.type));
  const join = (id: string, path: string) => onChange({ output: path ? `${id}.${path}` : id });
  return (
    <>
      <SelectField
        label={t("value.step")}
        value={node}
        none={t("path.choose")}
        options={givers.map((one) => ({ id: one.id, label: nodeName(one) }))}
        onChange={(id) =>
          join(
            id,
            flow.nodes.find((one) => one.id === id)?.type === "create_record" ? "id" : members.join("."),
          )
        }
      />
      <TextSetting
        label={t("value.member")}
        hint={t("value.memberHint")}
        value={members.join(".")}
        onCommit={(path) => join(node, path.trim())}
      />
    </>
  );
}
