import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/people";
import { startView } from "@/api/viewAs";
import { Notice } from "@/ui/page/Notice";
import { type NamedPerson, PeoplePicker } from "@/ui/page/PeoplePicker";
import { Question } from "@/ui/page/Question";
import { useRoleDesk } from "../RoleDesk";

export type ViewAsDialogProps = {
  /** What runs: a draft gives nobody any rights. */
  readonly version: number | null;
  readonly ahead: boolean;
  readonly onClose: () => void;
};

/** The pages as a holder of the role sees them, or as one person does: reading only, for half an hour. */
export function ViewAsDialog({ version, ahead, onClose }: ViewAsDialogProps) {
  const { t } = useTranslation("roleDesigner");
  const { role } = useRoleDesk();
  const { data: me } = useQuery(meQuery);
  const [people, setPeople] = useState<readonly NamedPerson[]>([]);
  const [person] = people;
  return (
    <Question
      title={t("viewAs.title")}
      confirm={person ? t("viewAs.asPerson", { name: person.name }) : t("viewAs.asRole")}
      ready={person !== undefined || version !== null}
      onClose={onClose}
      onConfirm={() => startView(person ? { person: person.id } : { role: role.id }, "/")}
    >
      <p>{t("viewAs.what")}</p>
      {version === null ? <Notice tone="warning">{t("viewAs.unpublished")}</Notice> : null}
      {version !== null && ahead ? <Notice tone="info">{t("viewAs.published", { version })}</Notice> : null}
      {me?.admin ? (
        <PeoplePicker
          label={t("viewAs.person")}
          value={people}
          without={[me.person.id]}
          onChange={setPeople}
        />
      ) : null}
    </Question>
  );
}
