/** Where to go after signing in: only ever a page of this site. */
export function backAddress(search: string, home: string): string {
  const back = new URLSearchParams(search).get("back") ?? "";
  const inside = back.startsWith("/") && !back.startsWith("//") && !back.includes("\\");
  return inside && !back.includes("/sign-in") ? back : home;
}
