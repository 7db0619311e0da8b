import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { Button } from "@/ui/shared/Button";

/** From runs to the designer of their flow, for those who may; without a flow, to a new one. */
export function DesignFlowLink({ flow }: { readonly flow?: string | undefined }) {
  const { t } = useTranslation("runs");
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  if (!isAble(me, "design")) return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon={<PencilRuler size={14} />}
      onClick={() => void navigate(`/design/flows/${flow ?? "new"}`)}
    >
      {t(flow ? "designFlow" : "newFlow")}
    </Button>
  );
}
