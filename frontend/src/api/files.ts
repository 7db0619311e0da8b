/** Files over the API: uploads with what the device says about them, metadata, addresses. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { Schemas } from "./schemas";

export type FileDocument = Schemas["FileShown"];

export type FileClaims = {
  readonly taken_at?: string;
  readonly lat?: string;
  readonly lng?: string;
  readonly accuracy?: number;
  readonly camera?: boolean;
};

export function uploadFile(file: Blob, name: string, claims?: FileClaims): Promise<FileDocument> {
  const form = new FormData();
  form.set("file", file, name);
  if (claims) form.set("claims", JSON.stringify(claims));
  return call<FileDocument>("POST", "/files", { body: form });
}

export const filesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["files", ...ids],
    queryFn: ({ signal }) =>
      call<Schemas["FilesShown"]>("GET", "/files", { query: { ids: ids.join(",") }, signal }),
    select: (answer) => answer.items,
    enabled: ids.length > 0,
    staleTime: 600_000,
  });

export const thumbnailAddress = (id: string): string => `/api/files/${id}?thumbnail=1`;
export const pictureAddress = (id: string): string => `/api/files/${id}?inline=1`;
export const fileAddress = (id: string): string => `/api/files/${id}`;
