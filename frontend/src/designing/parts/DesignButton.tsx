import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { Button } from "@/ui/shared/Button";

export type DesignButtonProps = {
  readonly label: string;
  readonly to: string;
  readonly icon?: ReactNode;
};

/** From a page to the designer of what it shows, for those who may. */
export function DesignButton({ label, to, icon = <PencilRuler size={14} /> }: DesignButtonProps) {
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  if (!isAble(me, "design")) return null;
  return (
    <Button size="small" look="quiet" icon={icon} onClick={() => void navigate(to)}>
      {label}
    </Button>
  );
}
