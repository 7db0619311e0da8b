/** The names and formats that cells use for somebody who knows nobody of the workspace. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CellWords } from "@/field-cells/cell";
import { currentLanguage } from "@/i18n/setup";

const unknown = () => undefined;

export function useStrangerWords(zone: string): CellWords {
  const { t, i18n } = useTranslation("cells");
  const language = currentLanguage(i18n);
  return useMemo(
    () => ({
      t,
      language,
      zone,
      personName: unknown,
      departmentName: unknown,
      personId: unknown,
      departmentId: unknown,
    }),
    [t, language, zone],
  );
}
