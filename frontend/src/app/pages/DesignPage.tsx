import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isAble, meQuery } from "@/api/people";
import { PageTitle } from "@/features/shell/PageTitle";
import { Notice } from "@/ui/page/Notice";
import { PageWaiting } from "../PageWaiting";

export type DesignPageProps = { readonly title: string; readonly children: ReactNode };

/** Only for those with the ability; the server asks the same question again. */
export function DesignPage({ title, children }: DesignPageProps) {
  const { t } = useTranslation("designing");
  const { data: me } = useQuery(meQuery);
  if (!me) return <PageWaiting />;
  return (
    <>
      <PageTitle title={title} />
      {isAble(me, "design") ? children : <Notice tone="warning">{t("page.forbidden")}</Notice>}
    </>
  );
}
