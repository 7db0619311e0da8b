import { useQueryClient } from "@tanstack/react-query";
import { idOf, listOf, titleOf } from "@/field-cells/cell";
import { loadDepartments } from "./departmentChoices";
import { Picker } from "./parts/Picker";
import type { WidgetProps } from "./widget";

export function DepartmentPicker({ field, frame, value, onChange, disabled, words }: WidgetProps) {
  const client = useQueryClient();
  const chosen = listOf(value).map((one) => ({
    id: idOf(one),
    label: titleOf(one) ?? words.departmentName(idOf(one)) ?? words.t("cells:unknown"),
  }));
  return (
    <Picker
      frame={frame}
      name="departments"
      load={loadDepartments(client)}
      chosen={chosen}
      onChoose={(options) => {
        const ids = options.map((option) => option.id);
        onChange(field.many ? (ids.length > 0 ? ids : null) : (ids[0] ?? null));
      }}
      multiple={field.many ?? false}
      disabled={disabled}
    />
  );
}
