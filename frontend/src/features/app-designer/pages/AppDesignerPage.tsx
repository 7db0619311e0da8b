import { useParams } from "react-router";
import { type DraftShown, drafts } from "@/designing/api";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useSession } from "@/designing/useSession";
import { Skeleton } from "@/ui/shared/Skeleton";
import { AppDesigner } from "../components/AppDesigner";
import { reduceApp } from "../model/reduce";
import type { AppDesignerParts } from "../parts";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export function AppDesignerPage(parts: AppDesignerParts) {
  const { app: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceApp });
  const [app] = opened?.loaded ?? [];
  if (problem) return <NotOpened problem={problem} />;
  if (!opened || !app) return <Skeleton lines={8} />;
  return (
    <AppDesigner
      key={app.id}
      session={opened.session}
      id={app.id}
      version={app.version}
      others={others}
      parts={parts}
    />
  );
}
