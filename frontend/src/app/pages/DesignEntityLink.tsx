import { useQuery } from "@tanstack/react-query";
import { Table2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { Button } from "@/ui/shared/Button";

/** From a list to the designer of the entity whose records it shows, for those who may. */
export function DesignEntityLink({ entity }: { readonly entity: string }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  if (!isAble(me, "design")) return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon={<Table2 size={14} />}
      onClick={() => void navigate(`/design/entities/${entity}`)}
    >
      {t("editEntity")}
    </Button>
  );
}
