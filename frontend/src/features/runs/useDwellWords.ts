import { useTranslation } from "react-i18next";
import { spanOfHours } from "@/lib/spans";
import { useSpanWords } from "@/ui/page/useSpanWords";

const short = 60_000;

/** How long something took in words; nothing for what has not ended. */
export function useDwellWords(): (milliseconds: number | null) => string {
  const { t } = useTranslation("runs");
  const words = useSpanWords();
  return (milliseconds) => {
    if (milliseconds === null) return "";
    if (milliseconds < short) return t("seconds", { count: Math.round(milliseconds / 100) / 10 });
    return words(spanOfHours(milliseconds / 3_600_000));
  };
}
