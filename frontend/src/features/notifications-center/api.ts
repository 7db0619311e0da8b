/** The caller's notifications and by which ways they want to be told. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { NotificationLink } from "./model/destination";

export type NotificationRow = {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link: NotificationLink | null;
  readonly read_at: string | null;
};

export type NotificationPage = {
  readonly items: readonly NotificationRow[];
  readonly next: string | null;
  readonly unread: number;
};

export const notificationListQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ["notifications", "list", unread],
    queryFn: ({ signal, pageParam }) =>
      call<NotificationPage>("GET", "/notifications", {
        query: { unread, cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const readOne = (id: string) =>
  call<{ unread: number }>("POST", `/notifications/${id}/read`, { body: {} });

export const readAll = (upTo: string) =>
  call<{ unread: number }>("POST", "/notifications/read-all", { body: { up_to: upTo } });

export type Preference = { readonly kind: string; readonly channel: string; readonly wanted: boolean };

export const preferencesQuery = queryOptions({
  queryKey: ["notifications", "preferences"],
  queryFn: ({ signal }) =>
    call<{ items: readonly Preference[] }>("GET", "/notification-preferences", { signal }).then(
      (answer) => answer.items,
    ),
});

export const savePreference = (preference: Preference) =>
  call<{ items: readonly Preference[] }>("PUT", "/notification-preferences", {
    body: { items: [preference] },
  });
