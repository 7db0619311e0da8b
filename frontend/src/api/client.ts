/** The client of this page: same origin, sends people without a session to the sign-in page and back again. */
import { createApi } from "./createApi";
import type { paths } from "./schema";
import { signInAddress } from "./signInAddress";

function leaveForSignIn(): void {
  if (location.pathname.endsWith("/sign-in")) return;
  location.assign(signInAddress());
}

export const api = createApi<paths>({ baseUrl: location.origin, onSignedOut: leaveForSignIn });
