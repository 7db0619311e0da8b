import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { Dialog } from "@/ui/page/Dialog";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { OptionTag } from "@/ui/shared/OptionTag";
import { StatusTag } from "@/ui/shared/StatusTag";
import {
  departmentTreeQuery,
  type OneTimePassword,
  type PersonDetail,
  personDetailQuery,
  rolesQuery,
} from "../api";
import { type Asked, PersonQuestion } from "./PersonQuestion";
import style from "./people.module.css";
import { useMay } from "./useMay";

export type PersonPanelProps = {
  readonly id: string;
  readonly onClose: () => void;
  readonly onOneTime: (password: OneTimePassword) => void;
};

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
  const may = useMay();
  const [asked, setAsked] = useState<Asked>();
  const { data: tree } = useQuery(departmentTreeQuery);
  const { data: roles } = useQuery({ ...rolesQuery, enabled: may.people });
  const names = person.departments.map((one) => tree?.items.find((other) => other.id === one)?.name ?? "");
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [t("person.position"), person.position],
    [t("person.department"), names.filter(Boolean).join(" · ") || person.department_name],
    [t("person.manager"), person.manager_name],
    [t("person.email"), person.contact?.email],
    [t("person.phone"), person.contact?.phone],
  ];
  return (
    <div className={style.stack}>
      <PersonTags person={person} />
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
      {may.people ? <PersonActions person={person} onAsk={setAsked} /> : null}
      {asked ? (
        <PersonQuestion
          asked={asked}
          person={person}
          onClose={() => setAsked(undefined)}
          onOneTime={onOneTime}
        />
      ) : null}
    </div>
  );
}

function PersonTags({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation("people");
  const { contact } = person;
  return (
    <div className={style.tags}>
      <Avatar id={person.id} name={person.name} size={48} />
      <StatusTag tone={person.active ? "success" : "neutral"}>
        {t(person.active ? "active" : "inactive")}
      </StatusTag>
      {contact?.admin ? <StatusTag tone="info">{t("admin")}</StatusTag> : null}
      {contact && !contact.can_sign_in ? <StatusTag tone="neutral">{t("noSignIn")}</StatusTag> : null}
    </div>
  );
}

type PersonActionsProps = { readonly person: PersonDetail; readonly onAsk: (asked: Asked) => void };

function PersonActions({ person, onAsk }: PersonActionsProps) {
  const { t } = useTranslation("people");
  const may = useMay();
  return (
    <div className={style.actions}>
      <Button onClick={() => onAsk("edit")}>{t("person.edit")}</Button>
      {person.contact?.email ? (
        <Button onClick={() => onAsk("password")}>
          {t(person.contact.can_sign_in ? "password.reset" : "person.signIn")}
        </Button>
      ) : null}
      {may.admin && person.id !== may.self ? (
        <Button onClick={() => onAsk("admin")}>{t(person.contact?.admin ? "adminOff" : "adminOn")}</Button>
      ) : null}
      {person.id === may.self ? null : (
        <Button look={person.active ? "danger" : "plain"} onClick={() => onAsk("active")}>
          {t(person.active ? "deactivate.do" : "reactivate.do")}
        </Button>
      )}
    </div>
  );
}
