/** Which editor a cell of the grid opens; types without one are typed as text or not edited in the grid at all. */
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import type { FieldDocument } from "@/api/documents";
import { records } from "@/api/records";
import { type CellWords, idOf, listOf, titleOf } from "@/field-cells/cell";
import { loadDepartments } from "@/field-widgets/departmentChoices";
import { loadOptions, searchFrom } from "@/field-widgets/optionChoices";
import { loadPeople } from "@/field-widgets/PersonPicker";
import type { PickOption } from "@/field-widgets/parts/PickList";
import type { Json } from "@/lib/json";
import type { CellEditorProps } from "@/ui/grid/model/gridTypes";
import { type PickEditorSettings, pickEditor } from "./pickEditor";

type Editor = ComponentType<CellEditorProps>;

const ids = (chosen: readonly PickOption[]) => chosen.map((option) => option.id);
const optionsOf = (value: Json): readonly PickOption[] =>
  listOf(value).map((one) => ({ id: idOf(one), label: titleOf(one) ?? idOf(one) }));

const references = (
  field: FieldDocument,
): Pick<PickEditorSettings, "multiple" | "chosenOf" | "valueOf" | "searchable"> => ({
  multiple: field.many ?? false,
  searchable: true,
  chosenOf: optionsOf,
  valueOf: (chosen) => (field.many ? ids(chosen) : (chosen[0]?.id ?? null)),
});

const yesOrNo = (words: CellWords): Editor =>
  pickEditor({
    name: "boolean",
    searchable: false,
    multiple: false,
    load: async () => [
      { id: "true", label: words.t("cells:yes") },
      { id: "false", label: words.t("cells:no") },
    ],
    chosenOf: (value) => (value === null ? [] : [{ id: String(value), label: String(value) }]),
    valueOf: ([option]) => (option ? option.id === "true" : null),
  });

const editors: Readonly<
  Record<string, (field: FieldDocument, client: QueryClient, words: CellWords) => Editor>
> = {
  boolean: (_field, _client, words) => yesOrNo(words),
  choice: (field) =>
    pickEditor({
      name: `option:${field.id}:${(field.options ?? []).map((option) => option.id).join()}`,
      load: loadOptions(field),
      searchable: (field.options ?? []).length >= searchFrom,
      multiple: false,
      chosenOf: optionsOf,
      valueOf: ([option]) => option?.id ?? null,
    }),
  multi_choice: (field) =>
    pickEditor({
      name: `option:${field.id}:${(field.options ?? []).map((option) => option.id).join()}`,
      load: loadOptions(field),
      searchable: (field.options ?? []).length >= searchFrom,
      multiple: true,
      chosenOf: optionsOf,
      valueOf: (chosen) => ids(chosen),
    }),
  person: (field) => pickEditor({ ...references(field), name: "people", load: loadPeople }),
  department: (field, client) =>
    pickEditor({ ...references(field), name: "departments", load: loadDepartments(client) }),
  link: (field) =>
    pickEditor({
      ...references(field),
      name: `records:${field.entity_key ?? ""}`,
      load: async (sought, signal) =>
        (await records.lookup(field.entity_key ?? "", sought, signal)).map(({ id, title }) => ({
          id,
          label: title ?? id.slice(0, 8),
        })),
      valueOf: (chosen) => {
        const picked = chosen.map(({ id, label }) => ({ id, title: label }));
        return field.many ? picked : (picked[0] ?? null);
      },
    }),
};

export const editorOf = (field: FieldDocument, client: QueryClient, words: CellWords): Editor | undefined =>
  editors[field.type]?.(field, client, words);

const elsewhere = new Set(["sub_table", "file", "photo", "location"]);

export const editableInGrid = (field: FieldDocument): boolean =>
  field.access === "write" && !field.computed && !elsewhere.has(field.type);
