import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { FormulaEditor } from "@/formula-editor/FormulaEditor";
import { withoutBeyond } from "@/formula-editor/model/fields";
import { SelectField } from "@/ui/page/SelectField";
import { TextSetting } from "../parts/Inputs";
import type { FieldSpec } from "./documents";
import type { FieldEditing } from "./editing";
import { unwritten } from "./newFields";
import { settingText } from "./settings";

export type FormulaSettingsProps = Pick<FieldEditing, "field" | "onSet"> & {
  /** The entity of the draft, its fields as screens know them. */
  readonly document: EntityDocument;
  /** The entity as it runs, whose records are the samples. */
  readonly running: EntityDocument | undefined;
  /** The sub-table of which the field is a column: its formula knows the row only. */
  readonly table?: FieldDocument;
};

const displays = ["", "money", "percent"] as const;
/** As many as the engine keeps (`Computed.places`). */
const places = /^[0-6]$/;

/** What a computed field computes and how its result is shown; the kind of result follows the formula. */
export function FormulaSettings({ field, onSet, document, running, table }: FormulaSettingsProps) {
  const { t } = useTranslation(["formulas", "designing"]);
  const expression = typeof field.expression === "string" ? field.expression : "";
  const set = (members: Readonly<Record<string, string | number | undefined>>) =>
    onSet(members as Partial<FieldSpec>);
  const fields = useMemo(
    () => (table ? withoutBeyond(table.fields ?? []) : document.fields),
    [table, document.fields],
  );
  const shown = fields.find((one): one is FieldDocument => one.id === field.id);
  return (
    <>
      <FormulaEditor
        label={t("expression")}
        {...(table ? { rows: table } : {})}
        value={expression === unwritten ? "" : expression}
        fields={fields}
        own={field.id}
        running={running}
        {...(shown ? { shown } : {})}
        onCommit={(source, kind) =>
          set({ expression: source.trim() === "" ? unwritten : source, ...(kind ? { result: kind } : {}) })
        }
      />
      {field.result === "number" ? (
        <>
          <SelectField
            label={t("display")}
            value={typeof field.display === "string" ? field.display : ""}
            options={displays.map((id) => ({ id, label: t(`displays.${id || "plain"}`) }))}
            onChange={(display) => set({ display: display || undefined })}
          />
          <TextSetting
            label={t("designing:setting.places")}
            placeholder="2"
            maxLength={1}
            value={settingText(field.places)}
            onCommit={(text) => {
              if (text.trim() === "") set({ places: undefined });
              else if (places.test(text.trim())) set({ places: Number(text) });
            }}
          />
        </>
      ) : null}
    </>
  );
}
