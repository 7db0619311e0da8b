import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { DesignButton } from "@/designing/parts/DesignButton";

export type DesignLinkProps = { readonly entity: EntityDocument; readonly form: string | undefined };

/** From a page to the designer of its form; an entity without a form gets its first one there. */
export function DesignLink({ entity, form }: DesignLinkProps) {
  const { t } = useTranslation("shell");
  const stored = entity.forms.some((one) => one.id === form);
  const to = stored ? `/design/forms/${form}` : `/design/forms/new?entity=${entity.key}`;
  return <DesignButton label={t("editPage")} to={to} />;
}
