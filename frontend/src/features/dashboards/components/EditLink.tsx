import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { Button } from "@/ui/shared/Button";

/** From a board to its builder, for those who may. */
export function EditLink({ board }: { readonly board: string }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  if (!isAble(me, "design")) return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon={<PencilRuler size={14} />}
      onClick={() => void navigate(`/design/dashboards/${board}`)}
    >
      {t("editPage")}
    </Button>
  );
}
