import { useTranslation } from "react-i18next";
import type { Place, Shown } from "../upgrade";

/** Where in an object something differs, in words. */
export function PlaceWords({ place }: { readonly place: Place }) {
  const { t } = useTranslation("market");
  if (place.words.length === 0) return <>{t("upgrade.whole")}</>;
  return <>{place.words.map((word) => t(`member.${word}`, { defaultValue: word })).join(" › ")}</>;
}

/** A value of one side; what is not there is said in words. */
export function SideValue({ value }: { readonly value: Shown }) {
  const { t } = useTranslation("market");
  if (value === null || value === "") return <em>{t("upgrade.nothing")}</em>;
  if (typeof value === "boolean") return <>{t(value ? "upgrade.yes" : "upgrade.no")}</>;
  return <>{value}</>;
}
