import { expect, it } from "vitest";
import { type Channel, createTabs, type TabMessage } from "./tabs";

it("windows of one person know of each other and hear what was saved", () => {
  const ears: ((message: TabMessage) => void)[] = [];
  const channel = (): Channel => {
    let own: ((message: TabMessage) => void) | undefined;
    return {
      send: (message) => {
        for (const ear of ears) if (ear !== own) ear(message);
      },
      listen: (heard) => {
        own = heard;
        ears.push(heard);
      },
      close: () => undefined,
    };
  };
  const counts: Record<string, number> = {};
  const heard: unknown[] = [];
  const one = createTabs(
    "one",
    channel(),
    (count) => {
      counts.one = count;
    },
    (revisions) => heard.push(revisions),
  );
  const two = createTabs(
    "two",
    channel(),
    (count) => {
      counts.two = count;
    },
    () => undefined,
  );
  expect(counts).toEqual({ one: 1, two: 1 });
  two.saved({ frm_x: 3 });
  expect(heard).toEqual([{ frm_x: 3 }]);
  two.close();
  expect(counts.one).toBe(0);
  one.close();
});
