/** The working calendar over the API. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** Wall-clock times: "09:00:00". */
export type Shift = Schemas["Shift"];

/** The week by hand: a schema does not say which keys an object may have. */
export type Calendar = Omit<Schemas["Calendar-Output"], "week"> & {
  readonly week: Partial<Readonly<Record<Weekday, readonly Shift[]>>>;
};

export const calendarQuery = queryOptions({
  queryKey: ["calendar"],
  queryFn: ({ signal }) => call<Calendar>("GET", "/calendar", { signal }),
});

export const changeCalendar = (calendar: Calendar) => call<Calendar>("PUT", "/calendar", { body: calendar });
