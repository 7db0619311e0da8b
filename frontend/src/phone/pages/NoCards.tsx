import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { LinkButton } from "@/ui/page/LinkButton";
import { EmptyState } from "@/ui/shared/EmptyState";

export type NoCardsProps = {
  readonly entity: EntityDocument | undefined;
  readonly form: string | null | undefined;
  /** Whether something was searched for. */
  readonly sought: boolean;
};

/** A list without records: what would bring some. */
export function NoCards({ entity, form, sought }: NoCardsProps) {
  const { t } = useTranslation("phonePages");
  if (sought) return <EmptyState title={t("list.nothing")} />;
  if (!entity?.actions.includes("create"))
    return <EmptyState title={t("list.none")} hint={t("list.waiting")} />;
  return (
    <EmptyState
      title={t("list.none")}
      hint={t("list.noneHint")}
      action={
        <LinkButton
          look="primary"
          size="phone"
          icon={<Plus />}
          to={`/r/${entity.key}/new${form ? `?form=${form}` : ""}`}
        >
          {t("list.new", { name: entity.name })}
        </LinkButton>
      }
    />
  );
}
