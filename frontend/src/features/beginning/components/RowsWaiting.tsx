import { FilePen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "@/ui/page/LinkButton";
import { EmptyState } from "@/ui/shared/EmptyState";

/** What was built stands as drafts of the app, and the rows wait until these are published. */
export function RowsWaiting({ app }: { readonly app: string }) {
  const { t } = useTranslation("beginning");
  return (
    <EmptyState
      icon={<FilePen />}
      title={t("waiting.title")}
      hint={t("waiting.hint")}
      action={
        <LinkButton look="primary" to={`/design/apps/${app}`}>
          {t("waiting.open")}
        </LinkButton>
      }
    />
  );
}
