/** The client of this page: same origin, sends people without a session to the sign-in page and back again. */
import { createApi } from "./createApi";
import type { paths } from "./schema";

/** The shell's own prefix, so that the phone signs in on the phone. */
const prefix = (): string => (/^\/m(\/|$)/.test(location.pathname) ? "/m" : "");

export function signInAddress(from: Location = location): string {
  const back = `${from.pathname}${from.search}${from.hash}`;
  return `${prefix()}/sign-in?back=${encodeURIComponent(back)}`;
}

function leaveForSignIn(): void {
  if (location.pathname.endsWith("/sign-in")) return;
  location.assign(signInAddress());
}

export const api = createApi<paths>({ baseUrl: location.origin, onSignedOut: leaveForSignIn });
