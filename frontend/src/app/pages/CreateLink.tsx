import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { Button } from "@/ui/shared/Button";

export type CreateLinkProps = { readonly entity: EntityDocument; readonly form: string | undefined };

/** Leads to the form of a new record, for those who may create one. */
export function CreateLink({ entity, form }: CreateLinkProps) {
  const { t } = useTranslation("forms");
  const navigate = useNavigate();
  if (!entity.actions.includes("create")) return null;
  const address = `/r/${entity.key}/new${form ? `?form=${form}` : ""}`;
  return (
    <Button size="small" look="primary" icon={<Plus size={15} />} onClick={() => void navigate(address)}>
      {t("create", { name: entity.name })}
    </Button>
  );
}
