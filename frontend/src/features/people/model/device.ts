/** Which device and browser a session belongs to, as far as its own words tell. */

export type Device = { readonly browser: string; readonly system: string };

const browsers: readonly (readonly [RegExp, string])[] = [
  [/wxwork\//i, "WeCom"],
  [/micromessenger\//i, "WeChat"],
  [/edg\//i, "Edge"],
  [/firefox\//i, "Firefox"],
  [/chrome\//i, "Chrome"],
  [/safari\//i, "Safari"],
  [/curl|python|httpx|okhttp/i, "API"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/harmony/i, "HarmonyOS"],
  [/android/i, "Android"],
  [/iphone|ipad/i, "iOS"],
  [/windows/i, "Windows"],
  [/mac os/i, "macOS"],
  [/linux/i, "Linux"],
];

const first = (list: readonly (readonly [RegExp, string])[], text: string): string =>
  list.find(([pattern]) => pattern.test(text))?.[1] ?? "";

export const deviceOf = (userAgent: string): Device => ({
  browser: first(browsers, userAgent),
  system: first(systems, userAgent),
});
