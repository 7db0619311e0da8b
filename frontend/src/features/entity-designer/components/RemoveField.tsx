import { useTranslation } from "react-i18next";
import { fieldOf } from "@/designing/fields/documents";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { useDesk } from "../DeskContext";
import { removeField } from "../model/deeds";
import { UserList } from "./UserList";

export type RemoveFieldProps = { readonly id: string; readonly onClose: () => void };

/** Says who builds upon a field before it goes. */
export function RemoveField({ id, onClose }: RemoveFieldProps) {
  const { t } = useTranslation("entityDesigner");
  const { entity, published, users, parts, run, select } = useDesk();
  const field = fieldOf(entity, id);
  if (!field) return null;
  const fresh = !published?.fields.some((one) => one.id === id);
  const others = (users?.fields[id] ?? []).filter((one) => one.by !== entity.id);
  const at = entity.fields.indexOf(field);
  const next = entity.fields[at + 1] ?? entity.fields[at - 1];
  return (
    <Question
      title={t("remove.title", { name: field.name })}
      confirm={t("remove.confirm")}
      danger
      onClose={onClose}
      onConfirm={async () => {
        if (run(removeField(entity, id)) && next) select({ kind: "field", id: next.id });
      }}
    >
      {others.length > 0 ? (
        <Notice tone="warning">
          <p>{t("remove.used", { count: others.length })}</p>
          <UserList self={entity.id} users={others} designerOf={parts.designerOf} />
        </Notice>
      ) : (
        <p>{t("remove.unused")}</p>
      )}
      <p>{t(fresh ? "remove.fresh" : "remove.kept")}</p>
    </Question>
  );
}
