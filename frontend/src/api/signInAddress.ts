/** Where people without a session are led: the sign-in page of the shell that they are in, and back again. */

/** The shell's own prefix, so that the phone stays on the phone. */
export const shellPrefix = (): string => (/^\/m(\/|$)/.test(location.pathname) ? "/m" : "");

export function signInAddress(from: Location = location): string {
  const back = `${from.pathname}${from.search}${from.hash}`;
  return `${shellPrefix()}/sign-in?back=${encodeURIComponent(back)}`;
}
