import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonProps } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";

export type PagedProps = {
  readonly query: UseInfiniteQueryResult<unknown>;
  /** How many items have come so far. */
  readonly count: number;
  /** What stands where the list has nothing in it. */
  readonly empty: ReactNode;
  readonly size?: ButtonProps["size"];
  readonly children: ReactNode;
};

/** A list that comes page by page: what stands while it is asked for, when it was refused or is empty, and the next page. */
export function Paged({ query, count, empty, size = "medium", children }: PagedProps) {
  const { t } = useTranslation("page");
  if (query.isPending) return <Skeleton lines={8} />;
  if (query.isError && count === 0) {
    return <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />;
  }
  if (count === 0) return empty;
  return (
    <>
      {children}
      {query.hasNextPage ? (
        <Button
          size={size}
          block={size === "phone"}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}
