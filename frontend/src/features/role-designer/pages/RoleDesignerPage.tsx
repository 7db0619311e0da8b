import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { type DraftShown, drafts } from "@/designing/api";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useSession } from "@/designing/useSession";
import { Skeleton } from "@/ui/shared/Skeleton";
import { RoleDesigner } from "../components/RoleDesigner";
import type { RoleDraft } from "../model/documents";
import { reduceRole } from "../model/reduce";
import type { RoleDesignerParts } from "../parts";
import { surroundingsQuery } from "../surroundings";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

const nobody = { id: "", kind: "role", app: "", name: "" } as RoleDraft;

export function RoleDesignerPage(parts: RoleDesignerParts) {
  const { role: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceRole });
  const [role] = opened?.loaded ?? [];
  const around = useQuery({
    ...surroundingsQuery((role?.document as RoleDraft | undefined) ?? nobody),
    enabled: role !== undefined,
  });
  if (problem || around.error) return <NotOpened problem={problem ?? around.error} />;
  if (!opened || !role || !around.data) return <Skeleton lines={8} />;
  return (
    <RoleDesigner
      key={role.id}
      session={opened.session}
      id={role.id}
      version={role.version}
      others={others}
      around={around.data}
      parts={parts}
    />
  );
}
