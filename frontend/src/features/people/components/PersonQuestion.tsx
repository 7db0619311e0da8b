import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Question } from "@/ui/page/Question";
import { changePerson, type OneTimePassword, type PersonDetail, resetPassword } from "../api";
import { PersonForm } from "./PersonForm";

export type Asked = "edit" | "active" | "admin" | "password";

export type PersonQuestionProps = {
  readonly asked: Asked;
  readonly person: PersonDetail;
  readonly onClose: () => void;
  readonly onOneTime: (password: OneTimePassword) => void;
};

/** What a change to a person means, told before it is done. */
export function PersonQuestion({ asked, person, onClose, onOneTime }: PersonQuestionProps) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const { id, name, active } = person;
  const change = async (patch: Parameters<typeof changePerson>[1]) => {
    await changePerson(id, patch);
    await client.invalidateQueries({ queryKey: ["people"] });
  };
  if (asked === "edit") return <PersonForm person={person} onClose={onClose} />;
  if (asked === "password") {
    const before = person.contact?.can_sign_in ?? false;
    const title = t(before ? "password.reset" : "person.signIn");
    const reset = async () => {
      onOneTime(await resetPassword(id));
      await client.invalidateQueries({ queryKey: ["people"] });
    };
    return (
      <Question title={title} confirm={title} onClose={onClose} onConfirm={reset}>
        <p>{t(before ? "password.means" : "password.firstMeans", { name, email: person.contact?.email })}</p>
      </Question>
    );
  }
  if (asked === "active") {
    const what = active ? "deactivate" : "reactivate";
    return (
      <Question
        danger={active}
        title={t(`${what}.title`, { name })}
        confirm={t(`${what}.do`)}
        onClose={onClose}
        onConfirm={() => change({ active: !active })}
      >
        <p>{t(`${what}.means`, { name })}</p>
      </Question>
    );
  }
  const admin = person.contact?.admin ?? false;
  const what = admin ? "adminOff" : "adminOn";
  return (
    <Question title={t(what)} confirm={t(what)} onClose={onClose} onConfirm={() => change({ admin: !admin })}>
      <p>{t(`${what}Means`, { name })}</p>
    </Question>
  );
}
