import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { call } from "@/api/call";
import { meQuery } from "@/api/people";
import { type Language, switchLanguage } from "@/i18n/setup";

/** Switches the screens at once; names of apps, fields and options come anew from the server, none stays in the other language. */
export function useSwitchLanguage(): (language: Language) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (language) => {
      await call<void>("PATCH", "/me", { body: { locale: language } }).catch(() => undefined);
      client.setQueryData(meQuery.queryKey, (me) => me && { ...me, locale: language });
      await switchLanguage(language);
      client.removeQueries({ type: "inactive" });
      await client.invalidateQueries();
    },
    [client],
  );
}
