import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { searchPeople } from "@/api/people";
import { Avatar } from "@/ui/shared/Avatar";
import { Field, type FieldFrame } from "@/ui/shared/Field";
import fieldStyle from "@/ui/shared/Field.module.css";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./PeoplePicker.module.css";

export type NamedPerson = { readonly id: string; readonly name: string };

export type PeoplePickerProps = FieldFrame & {
  readonly value: readonly NamedPerson[];
  readonly onChange: (people: readonly NamedPerson[]) => void;
  readonly many?: boolean;
  /** Ids that cannot be chosen here. */
  readonly without?: readonly string[];
};

/** Finds people by name, pinyin or initials; chosen ones stand above the search. Works in both shells. */
export function PeoplePicker({ value, onChange, many = false, without = [], ...frame }: PeoplePickerProps) {
  const { t } = useTranslation("page");
  const [sought, setSought] = useState("");
  const asked = useDeferredValue(sought.trim());
  const closed = !many && value.length > 0;
  const found = useQuery({
    queryKey: ["people", "search", asked],
    queryFn: ({ signal }) => searchPeople(asked, signal),
    enabled: !closed,
    staleTime: 60_000,
  });
  const taken = new Set([...without, ...value.map((person) => person.id)]);
  const shown = (found.data ?? []).filter((person) => !taken.has(person.id)).slice(0, 8);
  const add = (person: NamedPerson) => {
    onChange(
      many ? [...value, { id: person.id, name: person.name }] : [{ id: person.id, name: person.name }],
    );
    setSought("");
  };
  return (
    <div className={style.picker}>
      {value.length > 0 ? (
        <ul className={style.chosen} aria-label={frame.label}>
          {value.map((person) => (
            <li key={person.id}>
              <Avatar id={person.id} name={person.name} withName />
              <IconButton
                size="small"
                label={t("people.remove", { name: person.name })}
                icon={<X />}
                onClick={() => onChange(value.filter((other) => other.id !== person.id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {closed ? null : (
        <>
          <Field {...frame}>
            {(links) => (
              <input
                {...links}
                type="search"
                className={fieldStyle.control}
                placeholder={t("people.search")}
                value={sought}
                autoComplete="off"
                onChange={(event) => setSought(event.target.value)}
              />
            )}
          </Field>
          <ul className={style.found} aria-label={t("people.found")}>
            {shown.map((person) => (
              <li key={person.id}>
                <button type="button" className={style.option} onClick={() => add(person)}>
                  <Avatar id={person.id} name={person.name} withName />
                  <span className={style.detail}>{person.department_name ?? ""}</span>
                </button>
              </li>
            ))}
          </ul>
          {found.isSuccess && shown.length === 0 ? <p className={style.none}>{t("people.none")}</p> : null}
        </>
      )}
    </div>
  );
}
