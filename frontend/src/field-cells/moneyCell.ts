import { formatNumber } from "@/lib/numbers";
import { normalNumber } from "@/ui-phone/normalNumber";
import { type Cell, read, refuse } from "./cell";

const signs: Readonly<Record<string, string>> = {
  CNY: "¥",
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  HKD: "HK$",
};

export const currencySign = (currency = "CNY"): string => signs[currency] ?? `${currency} `;

export const moneyCell: Cell = {
  align: "end",
  toText: (value, field) =>
    value === null || typeof value === "object"
      ? ""
      : `${currencySign(field.currency)}${formatNumber(String(value), { decimals: field.places ?? 2 })}`,
  fromText: (text, field, words) => {
    const number = normalNumber(text.replace(currencySign(field.currency).trim(), "").replace("￥", ""));
    return number === undefined ? refuse(words.t("cells:reason.number")) : read(number);
  },
};
