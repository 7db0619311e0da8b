import { useState } from "react";
import { idOf, listOf, titleOf } from "@/field-cells/cell";
import { Picker } from "./parts/Picker";
import { useTitles } from "./useTitles";
import { useWidgetDoors } from "./WidgetDoors";
import type { WidgetProps } from "./widget";

/** Titles of what was picked just now are known here; those of stored links come with the record. */
export function LinkPicker({ field, frame, value, onChange, disabled, words }: WidgetProps) {
  const entity = field.entity_key ?? "";
  const doors = useWidgetDoors();
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const bare = listOf(value).filter((one) => titleOf(one) === undefined && titles[idOf(one)] === undefined);
  const found = useTitles(entity, doors.reads ? bare.map(idOf) : []);
  const chosen = listOf(value).map((one) => ({
    id: idOf(one),
    label: titleOf(one) ?? titles[idOf(one)] ?? found.get(idOf(one)) ?? words.t("cells:linked"),
  }));
  return (
    <Picker
      frame={frame}
      name={`records:${entity}`}
      load={async (sought, signal) =>
        (await doors.lookup(entity, sought, signal)).map(({ id, title }) => ({
          id,
          label: title || id.slice(0, 8),
        }))
      }
      chosen={chosen}
      onChoose={(options) => {
        setTitles({ ...titles, ...Object.fromEntries(options.map((option) => [option.id, option.label])) });
        const picked = options.map(({ id, label }) => ({ id, title: label }));
        onChange(field.many ? (picked.length > 0 ? picked : null) : (picked[0] ?? null));
      }}
      multiple={field.many ?? false}
      disabled={disabled}
    />
  );
}
