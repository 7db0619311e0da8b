import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ViewDocument } from "@/api/documents";
import { isAble, meQuery } from "@/api/people";
import { Button } from "@/ui/shared/Button";

/** From a list to the designer of its view, for those who may; one's own view is changed where it is. */
export function DesignViewLink({ view }: { readonly view: ViewDocument }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  if (view.personal || !isAble(me, "design")) return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon={<PencilRuler size={14} />}
      onClick={() => void navigate(`/design/views/${view.id}`)}
    >
      {t("editPage")}
    </Button>
  );
}
