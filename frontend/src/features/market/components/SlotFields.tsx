import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/people";
import { type NamedPerson, PeoplePicker } from "@/ui/page/PeoplePicker";
import type { Slot } from "../api";
import { DepartmentSelect } from "./DepartmentSelect";
import style from "./market.module.css";

/** Slot id → whoever was named; null: deliberately nobody, so that the installer stands in. */
export type SlotChoice = Readonly<Record<string, NamedPerson | null>>;

export type SlotFieldsProps = {
  readonly slots: readonly Slot[];
  readonly value: SlotChoice;
  readonly onChange: (value: SlotChoice) => void;
};

/** Who stands behind each slot of a package: the installer, unless somebody else is named. */
export function SlotFields({ slots, value, onChange }: SlotFieldsProps) {
  const { data: me } = useQuery(meQuery);
  return slots.map((slot) => {
    const chosen = value[slot.id] === undefined && slot.kind === "person" ? me?.person : value[slot.id];
    return slot.kind === "person" ? (
      <div key={slot.id} className={style.slot}>
        {chosen ? (
          <p>
            {slot.name} <span className={style.meta}>{slot.description}</span>
          </p>
        ) : null}
        <PeoplePicker
          label={slot.name}
          {...(slot.description ? { hint: slot.description } : {})}
          value={chosen ? [{ id: chosen.id, name: chosen.name }] : []}
          onChange={([person]) => onChange({ ...value, [slot.id]: person ?? null })}
        />
      </div>
    ) : (
      <DepartmentSelect
        key={slot.id}
        label={slot.name}
        value={chosen?.id ?? ""}
        onChange={(id) => onChange({ ...value, [slot.id]: { id, name: "" } })}
      />
    );
  });
}

/** What is sent: only those who were named. */
export const namedIn = (value: SlotChoice): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(value).flatMap(([slot, one]) => (one?.id ? [[slot, one.id]] : [])));
