import { useTranslation } from "react-i18next";
import { DateField } from "@/ui-phone/DateField";
import { Popover } from "./Popover";
import type { FilterProps } from "./ValuesFilter";

/** From a day to a day; either end may stay open. */
export function DaySpanFilter({ filter, value, onChange }: FilterProps) {
  const { t } = useTranslation("dashboards");
  const day = (at: 0 | 1): string | null => (typeof value[at] === "string" ? (value[at] as string) : null);
  const [from, to] = [day(0), day(1)];
  const chosen = from || to ? `${from ?? "…"} – ${to ?? "…"}` : "";
  return (
    <Popover name={filter.name} chosen={chosen}>
      <DateField
        label={t("from")}
        value={from}
        {...(to ? { max: to } : {})}
        onChange={(next) => onChange([next, to])}
      />
      <DateField
        label={t("to")}
        value={to}
        {...(from ? { min: from } : {})}
        onChange={(next) => onChange([from, next])}
      />
    </Popover>
  );
}
