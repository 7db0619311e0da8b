import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { Dialog } from "@/ui/page/Dialog";
import { Question } from "@/ui/page/Question";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { OptionTag } from "@/ui/shared/OptionTag";
import { StatusTag } from "@/ui/shared/StatusTag";
import {
  changePerson,
  departmentTreeQuery,
  type OneTimePassword,
  type PersonDetail,
  personDetailQuery,
  resetPassword,
  rolesQuery,
} from "../api";
import { PersonForm } from "./PersonForm";
import style from "./people.module.css";
import { useMay } from "./useMay";

export type PersonPanelProps = {
  readonly id: string;
  readonly onClose: () => void;
  readonly onOneTime: (password: OneTimePassword) => void;
};

type Asked = "edit" | "active" | "admin" | "password";

export function PersonPanel({ id, onClose, onOneTime }: PersonPanelProps) {
  const { t } = useTranslation("people");
  const person = useQuery(personDetailQuery(id));
  return (
    <Dialog shape="side" title={person.data?.name ?? t("person.title")} onClose={onClose}>
      <Answered query={person}>{(data) => <Person person={data} onOneTime={onOneTime} />}</Answered>
    </Dialog>
  );
}

type PersonProps = { readonly person: PersonDetail; readonly onOneTime: (password: OneTimePassword) => void };

function Person({ person, onOneTime }: PersonProps) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const may = useMay();
  const [asked, setAsked] = useState<Asked>();
  const { data: tree } = useQuery(departmentTreeQuery);
  const { data: roles } = useQuery({ ...rolesQuery, enabled: may.people });
  const names = person.departments.map((one) => tree?.items.find((other) => other.id === one)?.name ?? "");
  const stop = () => setAsked(undefined);
  const change = async (patch: Parameters<typeof changePerson>[1]) => {
    await changePerson(person.id, patch);
    await client.invalidateQueries({ queryKey: ["people"] });
  };
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [t("person.position"), person.position],
    [t("person.department"), names.filter(Boolean).join(" · ") || person.department_name],
    [t("person.manager"), person.manager_name],
    [t("person.email"), person.contact?.email],
    [t("person.phone"), person.contact?.phone],
  ];
  const name = person.name;
  return (
    <div className={style.stack}>
      <div className={style.tags}>
        <Avatar id={person.id} name={name} size={48} />
        <StatusTag tone={person.active ? "success" : "neutral"}>
          {t(person.active ? "active" : "inactive")}
        </StatusTag>
        {person.contact?.admin ? <StatusTag tone="info">{t("admin")}</StatusTag> : null}
        {person.contact && !person.contact.can_sign_in ? (
          <StatusTag tone="neutral">{t("noSignIn")}</StatusTag>
        ) : null}
      </div>
      <dl className={style.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || "–"}</dd>
          </div>
        ))}
      </dl>
      {person.roles.length > 0 ? (
        <section aria-label={t("tab.roles")}>
          <h3 className={style.meta}>{t("tab.roles")}</h3>
          <p className={style.tags}>
            {person.roles.map((role) => (
              <OptionTag key={role}>{roles?.find((one) => one.id === role)?.name ?? role}</OptionTag>
            ))}
          </p>
        </section>
      ) : null}
      {may.people ? (
        <div className={style.actions}>
          <Button onClick={() => setAsked("edit")}>{t("person.edit")}</Button>
          {person.contact?.can_sign_in ? (
            <Button onClick={() => setAsked("password")}>{t("password.reset")}</Button>
          ) : null}
          {may.admin && person.id !== may.self ? (
            <Button onClick={() => setAsked("admin")}>
              {t(person.contact?.admin ? "adminOff" : "adminOn")}
            </Button>
          ) : null}
          {person.id === may.self ? null : (
            <Button look={person.active ? "danger" : "plain"} onClick={() => setAsked("active")}>
              {t(person.active ? "deactivate.do" : "reactivate.do")}
            </Button>
          )}
        </div>
      ) : null}
      {asked === "edit" ? <PersonForm person={person} onClose={stop} /> : null}
      {asked === "password" ? (
        <Question
          title={t("password.reset")}
          confirm={t("password.reset")}
          onClose={stop}
          onConfirm={async () => onOneTime(await resetPassword(person.id))}
        >
          <p>{t("password.means", { name })}</p>
        </Question>
      ) : null}
      {asked === "active" ? (
        <Question
          danger={person.active}
          title={t(person.active ? "deactivate.title" : "reactivate.title", { name })}
          confirm={t(person.active ? "deactivate.do" : "reactivate.do")}
          onClose={stop}
          onConfirm={() => change({ active: !person.active })}
        >
          <p>{t(person.active ? "deactivate.means" : "reactivate.means", { name })}</p>
        </Question>
      ) : null}
      {asked === "admin" ? (
        <Question
          title={t(person.contact?.admin ? "adminOff" : "adminOn")}
          confirm={t(person.contact?.admin ? "adminOff" : "adminOn")}
          onClose={stop}
          onConfirm={() => change({ admin: !person.contact?.admin })}
        >
          <p>{t(person.contact?.admin ? "adminOffMeans" : "adminOnMeans", { name })}</p>
        </Question>
      ) : null}
    </div>
  );
}
