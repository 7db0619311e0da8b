import { describe, expect, it } from "vitest";
import type { DraftShown } from "./api";
import { type Kept, keptFor } from "./keeping";
import type { Command } from "./model/command";

const document = (id: string) => ({ id, kind: "form", app: "app_x", name: id });
const draft = (id: string) => ({ id, revision: 3, document: document(id) }) as unknown as DraftShown;

const kept: Kept<Command> = {
  revisions: { a: 1 },
  documents: { a: document("a") },
  history: { start: { a: document("a") }, commands: [], done: 0 },
  point: { at: 0, exact: true },
};

describe("a kept history", () => {
  it("goes on with a document that is opened beside it for the first time", () => {
    const found = keptFor(kept, [draft("a"), draft("b")]);
    expect(found?.revisions).toEqual({ a: 1, b: 3 });
    expect(Object.keys(found?.history.start ?? {}).sort()).toEqual(["a", "b"]);
    expect(Object.keys(found?.documents ?? {}).sort()).toEqual(["a", "b"]);
  });

  it("cannot be played again without one of its documents", () => {
    expect(keptFor(kept, [draft("b")])).toBeUndefined();
  });
});
