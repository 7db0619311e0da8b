import "virtual:tokens.css";
import "@/ui/shared/foundation.css";
import "./phone.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { fetchPages } from "@/app/fetchPages";
import { OwnLanguage } from "@/app/OwnLanguage";
import { PageRoutes } from "@/app/PageRoutes";
import { createQueryClient } from "@/app/queryClient";
import { applyThemeChoice, themeChoice } from "@/app/theme";
import { ShellKindContext } from "@/field-widgets/ShellKind";
import { startTranslation } from "@/i18n/setup";
import { ToastProvider } from "@/ui-phone/ToastProvider";
import { LiveEvents } from "./LiveEvents";
import { pages } from "./pages";

async function start(): Promise<void> {
  applyThemeChoice(themeChoice());
  const texts = startTranslation();
  await Promise.all([texts, fetchPages(pages, location.pathname, "/m")]);
  const place = document.getElementById("root");
  if (!place) throw new Error("m.html has no #root");
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <ShellKindContext value="phone">
          <ToastProvider>
            <OwnLanguage />
            <LiveEvents />
            <BrowserRouter basename="/m">
              <PageRoutes pages={pages} />
            </BrowserRouter>
          </ToastProvider>
        </ShellKindContext>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
