import { Table2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DesignButton } from "@/designing/parts/DesignButton";

/** From a list to the designer of the entity whose records it shows. */
export function DesignEntityLink({ entity }: { readonly entity: string }) {
  const { t } = useTranslation("shell");
  return (
    <DesignButton label={t("editEntity")} to={`/design/entities/${entity}`} icon={<Table2 size={14} />} />
  );
}
