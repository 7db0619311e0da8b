/** Server data: refetched when events say so; refusals are not repeated, lost connections are. */
import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";

const worthRepeating = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiProblem) || error.unreachable || error.status >= 502);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, gcTime: 300_000, retry: worthRepeating, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
