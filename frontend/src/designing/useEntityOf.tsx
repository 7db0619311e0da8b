import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { entitiesQuery, entityToBuildQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { Notice } from "@/ui/page/Notice";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import type { DraftShown } from "./api";

/**
 * The entity whose records a document is about, as its author may build with it. It has to run, and the author to see
 * some of it: `unknown` says otherwise. `instead` stands on the page as long as it is not there.
 */
export function useEntityOf(
  loaded: DraftShown | undefined,
  unknown: string,
): { readonly entity: EntityDocument | undefined; readonly instead: ReactNode } {
  const entities = useQuery(entitiesQuery);
  const wanted = (loaded?.document as { readonly entity?: string } | undefined)?.entity;
  const key = entities.data?.find((one) => one.id === wanted)?.key;
  const { data, error, refetch } = useQuery({ ...entityToBuildQuery(key ?? ""), enabled: key !== undefined });
  if (error) {
    return { entity: undefined, instead: <ProblemNotice problem={error} onRetry={() => void refetch()} /> };
  }
  const missing = loaded && entities.data && key === undefined;
  const instead = missing ? <Notice tone="warning">{unknown}</Notice> : <Skeleton lines={8} />;
  return { entity: data, instead };
}
