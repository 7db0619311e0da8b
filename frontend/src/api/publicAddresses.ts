/** The public address of a form: where people without an account fill it in. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { Schemas } from "./schemas";

export type PublicAddress = Schemas["AddressShown"];

const at = (form: string) => `/forms/${form}/address`;

export const publicAddressQuery = (form: string) =>
  queryOptions({
    queryKey: ["design", "address", form],
    queryFn: ({ signal }) => call<PublicAddress>("GET", at(form), { signal }),
  });

export const publicAddresses = {
  /** Opens or shuts it; the first time it is made. */
  put: (form: string, asked: { readonly open: boolean; readonly owner?: string }) =>
    call<PublicAddress>("PUT", at(form), { body: asked }),
  /** Another address; the old one is dead at once. */
  renew: (form: string) => call<PublicAddress>("POST", `${at(form)}/renewal`),
};
