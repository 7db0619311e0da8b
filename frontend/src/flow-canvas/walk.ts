/** Which card an arrow key leads to: the nearest in that direction, those straight ahead before those aside. */
import type { Box } from "./layout/layout";

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Going aside costs more than going ahead; cards of the same row are beside each other whatever their heights. */
const ASIDE = 2;

export function nextCard(
  boxes: ReadonlyMap<string, Box>,
  from: string,
  key: string,
  isCard: (id: string) => boolean,
): string | undefined {
  const step = STEPS[key];
  const here = boxes.get(from);
  if (!step || !here) return undefined;
  const [right, down] = step;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, box] of boxes) {
    if (id === from || !isCard(id)) continue;
    const dx = box.x + box.width / 2 - (here.x + here.width / 2);
    const dy = box.y - here.y;
    const ahead = dx * right + dy * down;
    if (ahead <= 0 || (right !== 0 && dy !== 0)) continue;
    const cost = ahead + ASIDE * Math.abs(dx * down + dy * right);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}
