import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { entitiesQuery, entityToBuildQuery } from "@/api/design";
import { type DraftShown, drafts } from "@/designing/api";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useSession } from "@/designing/useSession";
import { Notice } from "@/ui/page/Notice";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { ViewDesigner } from "../components/ViewDesigner";
import type { ViewDraft } from "../model/documents";
import { reduceView } from "../model/reduce";
import type { ViewDesignerParts } from "../parts";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export function ViewDesignerPage(parts: ViewDesignerParts) {
  const { t } = useTranslation("viewDesigner");
  const { view: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceView });
  const entities = useQuery(entitiesQuery);
  const [loaded] = opened?.loaded ?? [];
  const wanted = (loaded?.document as ViewDraft | undefined)?.entity;
  const key = entities.data?.find((one) => one.id === wanted)?.key;
  const entity = useQuery({ ...entityToBuildQuery(key ?? ""), enabled: key !== undefined });
  if (problem) return <NotOpened problem={problem} />;
  if (entity.error) return <ProblemNotice problem={entity.error} onRetry={() => void entity.refetch()} />;
  // A view shows records of an entity that runs, to somebody who may see them.
  if (loaded && entities.data && key === undefined) return <Notice tone="warning">{t("noEntity")}</Notice>;
  if (!opened || !loaded || !entity.data) return <Skeleton lines={8} />;
  return (
    <ViewDesigner
      key={loaded.id}
      session={opened.session}
      id={loaded.id}
      version={loaded.version}
      entity={entity.data}
      others={others}
      parts={parts}
    />
  );
}
