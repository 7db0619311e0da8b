/** The caller's notifications and by which ways they want to be told. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import type { NotificationLink } from "./model/destination";

/** The link by hand: what it may hold depends on the kind of message. */
export type NotificationRow = Omit<Schemas["NotificationShown"], "link"> & {
  readonly link: NotificationLink | null;
};

export type NotificationPage = Omit<Schemas["NotificationPage"], "items"> & {
  readonly items: readonly NotificationRow[];
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
  call<Schemas["Unread"]>("POST", `/notifications/${id}/read`, { body: {} });

export const readAll = (upTo: string) =>
  call<Schemas["Unread"]>("POST", "/notifications/read-all", { body: { up_to: upTo } });

export type Preference = Schemas["Preference"];

export const preferencesQuery = queryOptions({
  queryKey: ["notifications", "preferences"],
  queryFn: ({ signal }) =>
    call<Schemas["Preferences"]>("GET", "/notification-preferences", { signal }).then(
      (answer) => answer.items,
    ),
});

export const savePreference = (preference: Preference) =>
  call<Schemas["Preferences"]>("PUT", "/notification-preferences", {
    body: { items: [preference] },
  });
