import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { type SlotFilled, slotsQuery } from "../people";
import style from "./market.module.css";
import { RebindDialog } from "./RebindDialog";

/** Who stands behind an app's slots and the roles that its flows ask; whoever has left is replaced here. */
export function AppPeople({ app }: { readonly app: string }) {
  const { t } = useTranslation("market");
  const people = useQuery(slotsQuery(app));
  const [asked, setAsked] = useState<SlotFilled>();
  const [left, setLeft] = useState<readonly string[]>([]);
  const empty = (people.data?.roles ?? []).filter((role) => role.problem);
  return (
    <Answered query={people}>
      {({ slots }) => (
        <div className={style.stack}>
          {slots.map((slot) => (
            <div key={slot.id} className={style.slot}>
              <p className={style.meta}>{slot.name}</p>
              <div className={style.actions}>
                {slot.person ? <Avatar id={slot.person.id} name={slot.person.name} withName /> : null}
                <Button
                  size="small"
                  aria-label={t("people.changeOf", { name: slot.name })}
                  onClick={() => setAsked(slot)}
                >
                  {t("people.change")}
                </Button>
              </div>
              {slot.flows.length > 0 ? (
                <p className={style.meta}>
                  {t("people.askedBy", { flows: slot.flows.join(t("people.comma")) })}
                </p>
              ) : null}
              {slot.problem ? <Notice tone="danger">{slot.problem.message}</Notice> : null}
            </div>
          ))}
          {left.length > 0 ? (
            <Notice tone="warning">{t("people.left", { flows: left.join(t("people.comma")) })}</Notice>
          ) : null}
          {empty.length > 0 ? (
            <Notice tone="warning">
              {t("people.empty")}
              <ul>
                {empty.map((role) => (
                  <li key={role.id}>
                    <Link to={`/people/roles?role=${role.id}`}>{role.name}</Link>
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
          {asked ? (
            <RebindDialog
              app={app}
              slot={asked}
              onClose={() => setAsked(undefined)}
              onDone={(answer) => setLeft(answer.left ?? [])}
            />
          ) : null}
        </div>
      )}
    </Answered>
  );
}
