/** Whether a text is certainly narrower than its cell: such a cell needs no clip, and a clip is what painting it costs most. */

const cellPadding = 17;
/** Advances in pixels at the grid's 13 px, rounded up; a pair of surrogates counts twice. */
const widest = 14;
const widestOfNumbers = 8;

/** `,` to `:`, which has the digits between. */
const ofNumbers = (code: number): boolean => code >= 0x2c && code <= 0x3a;

export function surelyFits(text: string, width: number): boolean {
  const room = width - cellPadding;
  if (text.length * widestOfNumbers > room) return false;
  let taken = 0;
  for (let at = 0; at < text.length; at += 1) {
    taken += ofNumbers(text.charCodeAt(at)) ? widestOfNumbers : widest;
  }
  return taken <= room;
}
