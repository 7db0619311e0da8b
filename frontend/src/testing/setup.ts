import { cleanup } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll } from "vitest";

type Texts = { default: Record<string, unknown> };

/** Component tests read the real Chinese texts, so that a missing key shows. */
const chinese = Object.entries(import.meta.glob<Texts>("../i18n/zh-CN/*.json", { eager: true }));

beforeAll(async () => {
  const namespaces = chinese.map(
    ([path, file]) => [/(\w+)\.json$/.exec(path)?.[1] ?? "", file.default] as const,
  );
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: false,
    defaultNS: "common",
    interpolation: { escapeValue: false },
    resources: { "zh-CN": Object.fromEntries(namespaces) },
  });
});

afterEach(cleanup);
