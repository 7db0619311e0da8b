import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/people";
import { currentLanguage, switchLanguage } from "@/i18n/setup";

/** The server words apps and fields in the person's language: the screens around them follow it. */
export function OwnLanguage() {
  const { i18n } = useTranslation();
  const signedIn = !/\/(sign-in|password)$/.test(location.pathname);
  const { data } = useQuery({ ...meQuery, enabled: signedIn });
  const own = data?.locale;
  useEffect(() => {
    if (own && own !== currentLanguage(i18n)) void switchLanguage(own);
  }, [own, i18n]);
  return null;
}
