import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/ui/shared/Avatar";
import { presenceQuery } from "../api";
import style from "./PresentPeople.module.css";

const most = 3;

/** The other people who have this object open now, by name; what they save is merged here. */
export function PresentPeople({ id }: { readonly id: string }) {
  const { t, i18n } = useTranslation("designing");
  const { data, isError } = useQuery(presenceQuery(id));
  const people = isError ? [] : (data?.people ?? []);
  const names = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(
    people.map((one) => one.name),
  );
  const said = people.length === 0 ? "" : t("frame.people", { names, count: people.length });
  return (
    <div className={style.people} role="status" title={said}>
      <span className="visually-hidden">{said}</span>
      <span className={style.avatars} aria-hidden="true">
        {people.slice(0, most).map((one) => (
          <Avatar key={one.id} id={one.id} name={one.name} size={24} withName={people.length === 1} />
        ))}
        {people.length > most ? <span className={style.more}>+{people.length - most}</span> : null}
      </span>
    </div>
  );
}
