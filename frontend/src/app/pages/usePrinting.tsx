/** Printing a record from its menu. */
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { isAble, meQuery } from "@/api/people";
import { lazily } from "@/i18n/lazily";
import type { MenuItem } from "@/ui/shared/Menu";

const PrintDialog = lazily(
  async () => (await import("@/features/records/components/PrintDialog")).PrintDialog,
);

export type Printing = { readonly items: readonly MenuItem[]; readonly dialog: ReactNode };

/** Nothing for those without the right, nor where there is no template and nobody to make one. */
export function usePrinting(entity: EntityDocument, record: string): Printing {
  const { t } = useTranslation("records");
  const { data: me } = useQuery(meQuery);
  const [open, setOpen] = useState(false);
  const may = entity.actions.includes("print") && (entity.prints.length > 0 || isAble(me, "design"));
  const dialog = open ? (
    <Suspense fallback={null}>
      <PrintDialog entity={entity} record={record} onClose={() => setOpen(false)} />
    </Suspense>
  ) : null;
  const item = { key: "print", label: t("record.print"), icon: <Printer />, onSelect: () => setOpen(true) };
  return { items: may ? [item] : [], dialog };
}
