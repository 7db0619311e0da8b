/** Starts i18next with lazily loaded namespaces (one JSON file per feature and language) and switches at run time. */
import i18next, { type BackendModule, type i18n, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { textsStarted, wantedTexts } from "./wanted";

const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

const stored = "dougong.language";
const files = import.meta.glob<{ default: ResourceKey }>("./{zh-CN,en}/*.json");

const isLanguage = (value: string | null | undefined): value is Language =>
  languages.some((language) => language === value);

function remembered(): string | null {
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
}

/** zh-CN is the default; English only where the person chose it or the browser prefers it over Chinese. */
function preferredLanguage(browser: readonly string[] = navigator.languages): Language {
  const chosen = remembered();
  if (isLanguage(chosen)) return chosen;
  const first = browser.find((tag) => tag.startsWith("zh") || tag.startsWith("en"));
  return first?.startsWith("en") ? "en" : "zh-CN";
}

const lazyFiles: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) return done(new Error(`no texts for ${language}/${namespace}`), null);
    load().then(
      (module) => done(null, module.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** Further namespaces come with the code that names them. */
export async function startTranslation(...namespaces: readonly string[]): Promise<i18n> {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  const starting = i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: [...languages],
      load: "currentOnly",
      ns: ["common", ...namespaces, ...wantedTexts()],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  textsStarted(starting);
  await starting;
  return i18next;
}

export async function switchLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(stored, language);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export const currentLanguage = (instance: i18n): Language =>
  isLanguage(instance.resolvedLanguage) ? instance.resolvedLanguage : "zh-CN";
