import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { IconButton } from "@/ui/shared/IconButton";

/** Leads to what was removed of a list, for those who may bring it back. */
export function TrashLink({ entity }: { readonly entity: EntityDocument }) {
  const { t } = useTranslation("records");
  const navigate = useNavigate();
  if (!entity.actions.includes("delete")) return null;
  return (
    <IconButton
      size="small"
      label={t("trash.title")}
      icon={<Trash2 />}
      onClick={() => void navigate(`/r/${entity.key}/trash`)}
    />
  );
}
