import { isObject } from "@/lib/json";
import type { Cell } from "./cell";

export const locationCell: Cell = {
  toText: (value) => {
    if (!isObject(value)) return "";
    return typeof value.address === "string" && value.address !== ""
      ? value.address
      : `${String(value.lat ?? "")}, ${String(value.lng ?? "")}`;
  },
};
