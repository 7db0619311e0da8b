import { isObject } from "@/lib/json";
import { booleanCell } from "./booleanCell";
import type { Cell } from "./cell";
import { dateCell } from "./dateCell";
import { momentCell } from "./momentCell";
import { moneyCell } from "./moneyCell";
import { numberCell } from "./numberCell";
import { percentCell } from "./percentCell";

/** What is computed looks like a field of its kind; an error shows as such, with its reason. */
const cellOf = (result: string | undefined, display: string | undefined): Cell | undefined => {
  if (result === "number")
    return display === "money" ? moneyCell : display === "percent" ? percentCell : numberCell;
  return { date: dateCell, moment: momentCell, boolean: booleanCell }[result ?? ""];
};

export const computedCell: Cell = {
  toText: (value, field, words) => {
    if (isObject(value) && typeof value.error === "string") {
      return words.t(`cells:error.${value.error}`, { defaultValue: words.t("cells:error.value") });
    }
    const places = field.display === "percent" ? (field.places ?? 2) + 2 : field.places;
    const like = places === undefined ? field : { ...field, places };
    return cellOf(field.result, field.display)?.toText(value, like, words) ?? String(value ?? "");
  },
};
