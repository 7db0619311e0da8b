/** The designers' pages, for people who may design. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isAble, meQuery } from "@/api/people";
import { FormDesignerPage as FormPage } from "@/features/form-designer/pages/FormDesignerPage";
import { NewFormPage as NewForm } from "@/features/form-designer/pages/NewFormPage";
import { PageTitle } from "@/features/shell/PageTitle";
import { Notice } from "@/ui/page/Notice";
import { PageWaiting } from "../PageWaiting";
import { designerParts } from "./designerParts";

type DesignPageProps = { readonly title: string; readonly children: ReactNode };

/** Only for those with the ability; the server asks the same question again. */
function DesignPage({ title, children }: DesignPageProps) {
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

export function FormDesignerPage() {
  const { t } = useTranslation("designing");
  return (
    <DesignPage title={t("page.form")}>
      <FormPage {...designerParts} />
    </DesignPage>
  );
}

export function NewFormPage() {
  const { t } = useTranslation("designing");
  return (
    <DesignPage title={t("page.newForm")}>
      <NewForm />
    </DesignPage>
  );
}
