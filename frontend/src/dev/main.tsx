import "virtual:tokens.css";
import "@/ui/shared/foundation.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { rememberThemeChoice } from "@/app/theme";
import { startTranslation, switchLanguage } from "@/i18n/setup";
import { ToastProvider } from "@/ui-phone/ToastProvider";
import { AntdStory } from "./AntdStory";
import { GridStory } from "./GridStory";
import { PartsStory } from "./PartsStory";
import { PhoneFormStory, PhoneTodoStory } from "./PhoneStory";
import { ShellStory } from "./ShellStory";

/** ?story=grid|parts|antd|todo|form &theme=dark &language=en: what screenshots and hand checks open. */
const stories: Record<string, ReactNode> = {
  grid: (
    <ShellStory>
      <GridStory />
    </ShellStory>
  ),
  parts: (
    <ShellStory>
      <PartsStory />
    </ShellStory>
  ),
  antd: (
    <ShellStory>
      <AntdStory />
    </ShellStory>
  ),
  todo: <PhoneTodoStory />,
  form: <PhoneFormStory />,
};

const asked = new URLSearchParams(location.search);
const story = asked.get("story") ?? "grid";
const theme = asked.get("theme");
if (theme === "dark" || theme === "light") rememberThemeChoice(theme);
if (story === "todo" || story === "form") await import("@/phone/phone.css");
await startTranslation("shell", "grid", "phone");
await switchLanguage(asked.get("language") === "en" ? "en" : "zh-CN");
const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
client.setQueryData(["tasks", "waiting"], { tasks: [], counts: { todo: 7 } });
const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MemoryRouter initialEntries={[story === "todo" ? "/todo" : "/"]}>
        <QueryClientProvider client={client}>
          <ToastProvider>
            <Suspense>{stories[story]}</Suspense>
          </ToastProvider>
        </QueryClientProvider>
      </MemoryRouter>
    </StrictMode>,
  );
}
