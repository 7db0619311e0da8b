import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { isAble, meQuery } from "@/api/people";
import { Button } from "@/ui/shared/Button";

export type DesignLinkProps = { readonly entity: EntityDocument; readonly form: string | undefined };

/** From a page to its designer, for those who may; an entity without a form gets its first one there. */
export function DesignLink({ entity, form }: DesignLinkProps) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  if (!isAble(me, "design")) return null;
  const stored = entity.forms.some((one) => one.id === form);
  const to = stored ? `/design/forms/${form}` : `/design/forms/new?entity=${entity.key}`;
  return (
    <Button size="small" look="quiet" icon={<PencilRuler size={14} />} onClick={() => void navigate(to)}>
      {t("editPage")}
    </Button>
  );
}
