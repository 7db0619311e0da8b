import { useTranslation } from "react-i18next";
import type { ViewDocument } from "@/api/documents";
import { DesignButton } from "@/designing/parts/DesignButton";

/** From a list to the designer of its view; one's own view is changed where it is. */
export function DesignViewLink({ view }: { readonly view: ViewDocument }) {
  const { t } = useTranslation("shell");
  return view.personal ? null : <DesignButton label={t("editPage")} to={`/design/views/${view.id}`} />;
}
