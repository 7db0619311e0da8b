import Decimal from "decimal.js";
import { formatPercent } from "@/lib/numbers";
import { normalNumber } from "@/ui-phone/normalNumber";
import { type Cell, read, refuse } from "./cell";

/** "15%" and "15" both mean 0.15: people type percentages as they read them. */
export function fractionOf(text: string): string | null | undefined {
  const number = normalNumber(text.normalize("NFKC").replace("%", ""));
  return typeof number === "string" ? new Decimal(number).div(100).toFixed() : number;
}

export const percentCell: Cell = {
  align: "end",
  toText: (value, field) =>
    value === null || typeof value === "object"
      ? ""
      : formatPercent(String(value), Math.max(0, (field.places ?? 4) - 2)),
  fromText: (text, _field, words) => {
    const fraction = fractionOf(text);
    return fraction === undefined ? refuse(words.t("cells:reason.number")) : read(fraction);
  },
};
