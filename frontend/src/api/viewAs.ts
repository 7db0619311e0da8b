/** Looking on as a role or a person: kept for this window alone, and sent with every question until it is over. */
import { call } from "./call";
import type { Schemas } from "./schemas";
import { keepView, type View } from "./viewKept";

export type Through = { readonly role: string } | { readonly person: string };

/** Begins the view and leads to `to`; everything that was asked before is forgotten with the page. */
export async function startView(through: Through, to: string): Promise<void> {
  const { id, name, expires_at } = await call<Schemas["ViewStarted"]>("POST", "/view-as", { body: through });
  keepView({ id, name, ends: expires_at, back: location.pathname });
  location.assign(to);
}

/** Ends the view; one that is over already is over. */
export async function endView(view: View): Promise<void> {
  keepView(undefined);
  await call<void>("DELETE", `/view-as/${view.id}`).catch(() => undefined);
  location.assign(view.back);
}
