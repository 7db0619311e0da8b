/** Whether this person has put the first steps away, on this device. */

const place = (person: string) => `dougong.firstSteps.${person}`;

export function isDismissed(person: string): boolean {
  try {
    return localStorage.getItem(place(person)) !== null;
  } catch {
    return false;
  }
}

export function dismiss(person: string): void {
  try {
    localStorage.setItem(place(person), "dismissed");
  } catch {
    // Without storage the steps are put away until the page is left.
  }
}
