/** What a stranger asks of the platform: one form by the token in its address, without session or cookies. */
import { createCall } from "@/api/call";
import { newIdempotencyKey } from "@/api/idempotencyKey";
import type { Changes } from "@/api/records";
import type { Schemas } from "@/api/schemas";
import type { WidgetDoors } from "@/field-widgets/WidgetDoors";

export type PublicForm = Schemas["PublicFormShown"];

const call = createCall({
  fetch: (address, init) => fetch(address, { ...init, credentials: "omit" }),
  onSignedOut: () => undefined,
  onPasswordDue: () => undefined,
  language: () => document.documentElement.lang,
  newKey: newIdempotencyKey,
});

export const tokenOf = (path: string): string => path.split("/")[2] ?? "";

const at = (token: string) => `/public/forms/${encodeURIComponent(token)}`;

export const publicForms = {
  read: (token: string, signal: AbortSignal) => call<PublicForm>("GET", at(token), { signal }),
  send: (token: string, values: Changes, key: string) =>
    call<void>("POST", at(token), { body: values, headers: { "Idempotency-Key": key } }),
};

/** How the widgets of such a form reach the platform. */
export const doorsOf = (token: string): WidgetDoors => ({
  lookup: async (key, q, signal) => {
    const path = `${at(token)}/records/${key}`;
    return (await call<Schemas["TitlesShown"]>("GET", path, { query: { q }, signal })).records;
  },
  upload: (file, name) => {
    const body = new FormData();
    body.set("file", file, name);
    return call<Schemas["UploadShown"]>("POST", `/public/files/${encodeURIComponent(token)}`, { body });
  },
  reads: false,
});
