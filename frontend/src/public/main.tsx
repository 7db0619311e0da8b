import "virtual:tokens.css";
import "@/ui/shared/foundation.css";
import "@/phone/phone.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "@/app/queryClient";
import { startTranslation } from "@/i18n/setup";
import { Skeleton } from "@/ui/shared/Skeleton";
import { PublicPage } from "./PublicPage";
import { tokenOf } from "./publicForms";

async function start(): Promise<void> {
  await startTranslation();
  const place = document.getElementById("root");
  if (!place) throw new Error("f.html has no #root");
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <Suspense fallback={<Skeleton lines={8} />}>
          <PublicPage token={tokenOf(location.pathname)} />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
