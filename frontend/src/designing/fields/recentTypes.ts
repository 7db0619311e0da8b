/** The types of fields that this person used last, on this device. */
import { isNewType, type NewType } from "./newFields";

const place = "dougong.designing.recentTypes";
const most = 4;

export function recentTypes(): readonly NewType[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is NewType => isNewType(String(one))) : [];
  } catch {
    return [];
  }
}

export function rememberType(type: string): void {
  try {
    const next = [type, ...recentTypes().filter((one) => one !== type)].slice(0, most);
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Without storage the palette simply has no recent types.
  }
}
