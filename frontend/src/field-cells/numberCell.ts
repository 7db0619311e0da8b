import { formatNumber } from "@/lib/numbers";
import { normalNumber } from "@/ui-phone/normalNumber";
import { type Cell, read, refuse } from "./cell";

export const numberCell: Cell = {
  align: "end",
  toText: (value, field) => {
    if (value === null || typeof value === "object") return "";
    const places = field.type === "integer" ? 0 : field.places;
    const number = formatNumber(String(value), places === undefined ? {} : { decimals: places });
    return field.unit ? `${number} ${field.unit}` : number;
  },
  fromText: (text, field, words) => {
    const bare = field.unit ? text.replace(field.unit, "") : text;
    const number = normalNumber(bare, field.type === "integer");
    return number === undefined ? refuse(words.t("cells:reason.number")) : read(asWire(number, field.type));
  },
};

/** Whole numbers travel as JSON numbers, decimals as text. */
const asWire = (number: string | null, type: string) =>
  number !== null && type === "integer" ? Number(number) : number;
