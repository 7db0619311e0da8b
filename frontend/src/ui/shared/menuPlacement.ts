/** Where a floating menu stands in the document, and where on the screen: beside its anchor, inside the window. */

const gap = 4;

/** Inside a modal dialog everything else is inert; outside of one, what is not in a landmark is lost to screen readers. */
export const homeOf = (anchor: HTMLElement): HTMLElement =>
  anchor.closest("dialog") ?? document.querySelector("main") ?? document.body;

export function placeMenu(menu: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = from.left + width + gap > window.innerWidth ? from.right - width : from.left;
  const fitsBelow = from.bottom + gap + height <= window.innerHeight;
  const top = fitsBelow ? from.bottom + gap : Math.max(gap, from.top - gap - height);
  menu.style.left = `${Math.max(gap, left)}px`;
  menu.style.top = `${top}px`;
  menu.style.maxHeight = `${window.innerHeight - top - gap}px`;
}
