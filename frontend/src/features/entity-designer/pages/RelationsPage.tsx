import { useQuery } from "@tanstack/react-query";
import { useParams, useSearchParams } from "react-router";
import { appsQuery, entitiesQuery } from "@/api/design";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useSession } from "@/designing/useSession";
import { Skeleton } from "@/ui/shared/Skeleton";
import { entityDrafts } from "../api";
import { RelationDesigner } from "../components/RelationDesigner";
import { reduceEntity } from "../model/reduce";
import type { EntityParts } from "../parts";

/** The entities of one app with the links between them. */
export function RelationsPage({ designerOf }: Pick<EntityParts, "designerOf">) {
  const { app: id = "" } = useParams();
  const [search] = useSearchParams();
  const { opened, problem, others } = useSession({ id, load: entityDrafts, reduce: reduceEntity });
  const entities = useQuery(entitiesQuery);
  const apps = useQuery(appsQuery);
  if (problem) return <NotOpened problem={problem} />;
  const app = apps.data?.find((one) => one.id === id);
  if (!opened || !entities.data || !apps.data) return <Skeleton lines={8} />;
  return (
    <RelationDesigner
      key={id}
      session={opened.session}
      app={{ id, key: app?.key ?? "", name: app?.name ?? id }}
      versions={Object.fromEntries(opened.loaded.map((one) => [one.id, one.version]))}
      entities={entities.data}
      first={search.get("entity") ?? undefined}
      others={others}
      designerOf={designerOf}
    />
  );
}
