import "virtual:tokens.css";
import "@/ui/shared/foundation.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { startTranslation } from "@/i18n/setup";
import { fetchPages } from "./fetchPages";
import { PageRoutes } from "./PageRoutes";
import { pages } from "./pages";
import { createQueryClient } from "./queryClient";
import { ThemeProvider } from "./ThemeContext";
import { applyThemeChoice, themeChoice } from "./theme";

async function start(): Promise<void> {
  applyThemeChoice(themeChoice());
  const texts = startTranslation();
  await Promise.all([texts, fetchPages(pages, location.pathname)]);
  const place = document.getElementById("root");
  if (!place) throw new Error("index.html has no #root");
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <ThemeProvider>
          <BrowserRouter>
            <PageRoutes pages={pages} />
          </BrowserRouter>
        </ThemeProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
