import { searchPeople } from "@/api/people";
import { idOf, listOf, titleOf } from "@/field-cells/cell";
import { Avatar } from "@/ui/shared/Avatar";
import { Picker } from "./parts/Picker";
import type { PickOption } from "./parts/PickList";
import type { WidgetProps } from "./widget";

const personOption = (id: string, name: string, detail?: string | null): PickOption => ({
  id,
  label: name,
  detail: detail ?? undefined,
  face: <Avatar id={id} name={name} size={20} withName />,
});

export const loadPeople = async (sought: string, signal: AbortSignal): Promise<readonly PickOption[]> =>
  (await searchPeople(sought, signal)).map((person) =>
    personOption(
      person.id,
      person.name,
      [person.position, person.department_name].filter(Boolean).join(" · "),
    ),
  );

export function PersonPicker({ field, frame, value, onChange, disabled, words }: WidgetProps) {
  const chosen = listOf(value).map((one) =>
    personOption(idOf(one), titleOf(one) ?? words.personName(idOf(one)) ?? words.t("cells:someone")),
  );
  const ids = (options: readonly PickOption[]) => options.map((option) => option.id);
  return (
    <Picker
      frame={frame}
      name="people"
      load={loadPeople}
      chosen={chosen}
      onChoose={(options) =>
        onChange(field.many ? (options.length > 0 ? ids(options) : null) : (options[0]?.id ?? null))
      }
      multiple={field.many ?? false}
      disabled={disabled}
    />
  );
}
