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
import { FlowDesigner } from "../components/FlowDesigner";
import type { FlowDraft } from "../model/documents";
import { reduceFlow } from "../model/reduce";
import type { FlowDesignerParts } from "../parts";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export function FlowDesignerPage(parts: FlowDesignerParts) {
  const { t } = useTranslation("flowDesigner");
  const { flow: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceFlow });
  const entities = useQuery(entitiesQuery);
  const flow = opened?.loaded.find((one) => one.id === id);
  const key = entities.data?.find((one) => one.id === (flow?.document as FlowDraft | undefined)?.entity)?.key;
  const entity = useQuery({ ...entityToBuildQuery(key ?? ""), enabled: key !== undefined });
  if (problem) return <NotOpened problem={problem} />;
  if (entity.error) return <ProblemNotice problem={entity.error} />;
  // An entity that the caller does not see, or that was never published, has no fields to build with.
  if (flow && entities.data && key === undefined) return <Notice tone="warning">{t("page.noEntity")}</Notice>;
  if (!opened || !flow || !entities.data || !entity.data) return <Skeleton lines={8} />;
  return (
    <FlowDesigner
      key={flow.id}
      session={opened.session}
      flowId={flow.id}
      version={flow.version}
      entity={entity.data}
      entities={entities.data}
      others={others}
      parts={parts}
    />
  );
}
