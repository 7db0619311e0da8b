import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { EntityDraft } from "@/designing/fields/documents";
import { Question } from "@/ui/page/Question";
import { usersQuery } from "../api";
import type { EntityCommand } from "../model/commands";
import type { DiagramLink } from "../model/diagram";
import { removeLink } from "../model/links";
import type { EntityParts } from "../parts";
import { UserList } from "./UserList";

export type RemoveLinkProps = {
  readonly entity: EntityDraft;
  readonly link: DiagramLink;
  readonly designerOf: EntityParts["designerOf"];
  readonly onClose: () => void;
  readonly onRun: (command: EntityCommand | undefined) => void;
};

/** Says who builds upon a link before it goes. */
export function RemoveLink({ entity, link, designerOf, onClose, onRun }: RemoveLinkProps) {
  const { t } = useTranslation("entityDesigner");
  const { data } = useQuery(usersQuery(entity.id, "relations"));
  return (
    <Question
      title={t("remove.title", { name: link.name })}
      confirm={t("remove.confirm")}
      danger
      onClose={onClose}
      onConfirm={async () => onRun(removeLink(entity, link))}
    >
      <UserList self={entity.id} designerOf={designerOf} users={data && (data.fields[link.field] ?? [])} />
      <p>{t("remove.kept")}</p>
    </Question>
  );
}
