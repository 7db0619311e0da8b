import { describe, expect, it } from "vitest";
import { listenToEvents } from "./events";

describe("server events", () => {
  class FakeSource extends EventTarget {
    readyState = 0;
    onopen: (() => void) | null = null;
    onerror: (() => void) | null = null;
    close() {
      this.readyState = 2;
    }
  }

  it("reconnects after a refusal with a growing wait and says that events may be missing", () => {
    const sources: FakeSource[] = [];
    const waits: { act: () => void; milliseconds: number }[] = [];
    const heard: unknown[] = [];
    let reconnects = 0;
    Object.assign(globalThis, { EventSource: { CLOSED: 2 } });
    const stop = listenToEvents(
      ["record"],
      (event) => heard.push(event.data),
      () => {
        reconnects += 1;
      },
      {
        open: () => {
          const source = new FakeSource();
          sources.push(source);
          return source as unknown as EventSource;
        },
        later: (act, milliseconds) => {
          waits.push({ act, milliseconds });
          return () => undefined;
        },
      },
    );
    sources[0]?.onopen?.();
    sources[0]?.dispatchEvent(new MessageEvent("record", { data: '{"id":"r1"}' }));
    for (const index of [0, 1]) {
      const source = sources[index];
      if (!source) throw new Error("no connection was opened");
      source.readyState = 2;
      source.onerror?.();
      waits[index]?.act();
    }
    sources[2]?.onopen?.();
    expect(heard).toEqual([{ id: "r1" }]);
    expect(waits.map((wait) => wait.milliseconds)).toEqual([1000, 2000]);
    expect(reconnects).toBe(1);
    stop();
    expect(sources[2]?.readyState).toBe(2);
  });
});
