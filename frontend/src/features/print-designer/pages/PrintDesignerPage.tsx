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
import { PrintDesigner } from "../components/PrintDesigner";
import type { PrintDraft } from "../model/documents";
import { reducePrint } from "../model/reduce";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export function PrintDesignerPage() {
  const { t } = useTranslation("printDesigner");
  const { print: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reducePrint });
  const entities = useQuery(entitiesQuery);
  const [loaded] = opened?.loaded ?? [];
  const wanted = (loaded?.document as PrintDraft | undefined)?.entity;
  const key = entities.data?.find((one) => one.id === wanted)?.key;
  const entity = useQuery({ ...entityToBuildQuery(key ?? ""), enabled: key !== undefined });
  if (problem) return <NotOpened problem={problem} />;
  if (entity.error) return <ProblemNotice problem={entity.error} onRetry={() => void entity.refetch()} />;
  // A template prints records of an entity that runs, for somebody who may see them.
  if (loaded && entities.data && key === undefined) return <Notice tone="warning">{t("noEntity")}</Notice>;
  if (!opened || !loaded || !entity.data) return <Skeleton lines={8} />;
  return (
    <PrintDesigner
      key={loaded.id}
      session={opened.session}
      id={loaded.id}
      version={loaded.version}
      entity={entity.data}
      others={others}
    />
  );
}
