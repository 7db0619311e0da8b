import { ianaZone } from "@/lib/formula/zone";
import { formatMoment } from "@/lib/moments";
import { type Cell, read, refuse } from "./cell";
import { plainDateOf } from "./dateCell";

/** Wall-clock time in the workspace's zone ("2026-11-22 14:00") as an instant; undefined where it is none. */
export function instantOf(wall: string, zone: string): string | null | undefined {
  const [day = "", time = "00:00"] = wall.normalize("NFKC").trim().replace("T", " ").split(/\s+/);
  const date = plainDateOf(day);
  if (date === null || date === undefined) return date;
  if (!/^\d{1,2}:\d{2}(:\d{2})?$/.test(time)) return undefined;
  const local = Date.parse(`${date}T${time.padStart(time.length > 5 ? 8 : 5, "0")}Z`);
  if (Number.isNaN(local)) return undefined;
  const instant = ianaZone(zone).instant(BigInt(local) * 1000n);
  return new Date(Number(instant / 1000n)).toISOString().replace(".000Z", "Z");
}

export const momentCell: Cell = {
  toText: (value, _field, words) => (typeof value === "string" ? formatMoment(value, words.zone) : ""),
  fromText: (text, _field, words) => {
    const moment = instantOf(text, words.zone);
    return moment === undefined ? refuse(words.t("cells:reason.moment")) : read(moment);
  },
};
