/** Through whose eyes this window looks. */

export type View = {
  readonly id: string;
  readonly name: string;
  /** When it is over by itself. */
  readonly ends: string;
  /** Where it began. */
  readonly back: string;
};

const key = "dougong.view-as";

export function keptView(): View | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as View) : undefined;
  } catch {
    return undefined;
  }
}

export function keepView(view: View | undefined): void {
  if (view) sessionStorage.setItem(key, JSON.stringify(view));
  else sessionStorage.removeItem(key);
}
