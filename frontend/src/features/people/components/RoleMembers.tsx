import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { type NamedPerson, PeoplePicker } from "@/ui/page/PeoplePicker";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { OptionTag } from "@/ui/shared/OptionTag";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { type MemberRow, membersQuery, type RoleRow, setMembers } from "../api";
import style from "./people.module.css";
import { RoleRights } from "./RoleRights";

/** Who holds a role; a change is shown as who comes and who goes before it is saved. */
export function RoleMembers({ role }: { readonly role: RoleRow }) {
  const { t } = useTranslation("people");
  const members = useQuery(membersQuery(role.id));
  return (
    <section className={style.panel} aria-label={role.name}>
      <h2>{role.name}</h2>
      {role.abilities.length > 0 ? (
        <div className={style.tags}>
          {role.abilities.map((ability) => (
            <OptionTag key={ability} color="violet">
              {t(`ability.${ability}`, { defaultValue: ability })}
            </OptionTag>
          ))}
        </div>
      ) : null}
      <Answered query={members}>
        {(data) =>
          role.assignable ? (
            <MembersForm key={data.map((one) => one.id).join()} role={role} members={data} />
          ) : (
            <>
              <Notice tone="info">{t("role.notYours")}</Notice>
              <p className={style.tags}>
                {data.map((one) => (
                  <Avatar key={one.id} id={one.id} name={one.name} withName />
                ))}
              </p>
            </>
          )
        }
      </Answered>
      {role.grants.length > 0 ? <RoleRights grants={role.grants} /> : null}
    </section>
  );
}

type MembersFormProps = { readonly role: RoleRow; readonly members: readonly MemberRow[] };

function MembersForm({ role, members }: MembersFormProps) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const [people, setPeople] = useState<readonly NamedPerson[]>(members);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const before = new Set(members.map((one) => one.id));
  const now = new Set(people.map((one) => one.id));
  const added = people.filter((one) => !before.has(one.id));
  const removed = members.filter((one) => !now.has(one.id));
  const names = (list: readonly NamedPerson[]) => list.map((one) => one.name).join(" · ");
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await setMembers(role.id, [...now]);
      await client.invalidateQueries({ queryKey: ["roles"] });
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={style.stack}>
      <PeoplePicker many label={t("role.members")} value={people} onChange={setPeople} />
      {added.length > 0 ? <Notice tone="info">{t("role.added", { names: names(added) })}</Notice> : null}
      {removed.length > 0 ? (
        <Notice tone="warning">{t("role.removed", { names: names(removed) })}</Notice>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      <div className={style.actions}>
        <Button
          look="primary"
          busy={busy}
          disabled={added.length + removed.length === 0}
          onClick={() => void save()}
        >
          {t("role.save")}
        </Button>
        <Button disabled={added.length + removed.length === 0} onClick={() => setPeople(members)}>
          {t("role.undo")}
        </Button>
      </div>
    </div>
  );
}
