import { useTranslation } from "react-i18next";
import { DesignButton } from "@/designing/parts/DesignButton";

/** From a board to its builder. */
export function EditLink({ board }: { readonly board: string }) {
  const { t } = useTranslation("shell");
  return <DesignButton label={t("editPage")} to={`/design/dashboards/${board}`} />;
}
