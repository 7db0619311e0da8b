import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "@/i18n/setup";
import { useSpanWords } from "@/ui/page/useSpanWords";
import type { FigureWords } from "./model/figure";

export function useFigureWords(): FigureWords {
  const { i18n } = useTranslation();
  const span = useSpanWords();
  const language = currentLanguage(i18n);
  return useMemo(() => ({ language, span }), [language, span]);
}
