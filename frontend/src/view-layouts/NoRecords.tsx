import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { LinkButton } from "@/ui/page/LinkButton";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";

export type NoRecordsProps = {
  readonly entity: EntityDocument;
  readonly form: string | null | undefined;
  /** Whether a condition hides what there may be. */
  readonly filtered: boolean;
  /** Takes the reader's own conditions away, where there are any. */
  readonly onClear: (() => void) | undefined;
};

/** A list without records: what would bring some. */
export function NoRecords({ entity, form, filtered, onClear }: NoRecordsProps) {
  const { t } = useTranslation("records");
  if (filtered)
    return (
      <EmptyState
        title={t("none.filtered")}
        hint={t(onClear ? "none.filteredHint" : "none.byView")}
        action={onClear ? <Button onClick={onClear}>{t("none.clear")}</Button> : undefined}
      />
    );
  if (!entity.actions.includes("create"))
    return <EmptyState title={t("none.yet")} hint={t("none.waiting")} />;
  return (
    <EmptyState
      title={t("none.yet")}
      hint={t(entity.actions.includes("import") ? "none.hintImport" : "none.hint")}
      action={
        <LinkButton look="primary" icon={<Plus />} to={`/r/${entity.key}/new${form ? `?form=${form}` : ""}`}>
          {t("none.create", { name: entity.name })}
        </LinkButton>
      }
    />
  );
}
