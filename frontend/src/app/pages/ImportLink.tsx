import { Upload } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { Button } from "@/ui/shared/Button";

/** Leads to the import of a file into this list, for those who may import. */
export function ImportLink({ entity }: { readonly entity: EntityDocument }) {
  const { t } = useTranslation("forms");
  const navigate = useNavigate();
  if (!entity.actions.includes("import") && !entity.actions.includes("import_historical")) return null;
  return (
    <Button
      size="small"
      icon={<Upload size={15} />}
      onClick={() => void navigate(`/imports/new?entity=${entity.key}`)}
    >
      {t("import")}
    </Button>
  );
}
