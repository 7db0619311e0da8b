/** Whether this browser has answered a form that asks each browser once. */
const place = (token: string): string => `dougong.answered.${token}`;

export function hasAnswered(storage: Pick<Storage, "getItem">, token: string): boolean {
  try {
    return storage.getItem(place(token)) !== null;
  } catch {
    return false;
  }
}

export function keepAnswered(storage: Pick<Storage, "setItem">, token: string): void {
  try {
    storage.setItem(place(token), new Date().toISOString());
  } catch {
    // Without storage the browser forgets; the form says that it asks politely, not strictly.
  }
}
