import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { handClock } from "@/testing/handClock";
import type { DraftShown } from "./api";
import { quiet } from "./autosave";
import type { Kept } from "./keeping";
import type { Command, Reduce } from "./model/command";
import { present } from "./model/timeline";
import type { DesignDocument } from "./model/workbench";
import { openSession } from "./session";

/** The smallest designer there is: lines of a text; a line that is there already is refused. */
type Lines = DesignDocument & { readonly lines: readonly string[] };
type Write = Command & { readonly do: "write"; readonly line: string };

const document = (...lines: string[]): Lines => ({
  id: "frm_x",
  kind: "form",
  app: "app_x",
  name: "X",
  lines,
});

const reduce: Reduce<Write> = (workbench, { line }) => {
  const before = workbench.frm_x as Lines;
  return before.lines.includes(line)
    ? { refused: { key: "refused.there" } }
    : { workbench: { ...workbench, frm_x: { ...before, lines: [...before.lines, line] } as Lines } };
};

const write = (line: string): Write => ({ do: "write", line, say: { key: "step.write", params: { line } } });

function server(...lines: string[]) {
  const state = { revision: 1, document: document(...lines), online: true, saves: 0 };
  const shown = (): DraftShown => ({
    ...state.document,
    revision: state.revision,
    version: 1,
    state: "changed",
    at: null,
    by: null,
    document: state.document,
  });
  const save = async (_id: string, revision: number, next: DesignDocument) => {
    if (!state.online) throw new ApiProblem(0, {});
    if (revision !== state.revision) throw new ApiProblem(409, { code: "design.draft.stale" });
    state.saves += 1;
    state.revision += 1;
    state.document = next as Lines;
    return { revision: state.revision, problems: [], warnings: [] };
  };
  const byOther = (...more: string[]) => {
    state.revision += 1;
    state.document = document(...state.document.lines, ...more);
  };
  return { state, shown, save, byOther };
}

function opened(place = server("a"), kept?: Kept<Write>) {
  const { timers, pass } = handClock();
  const held: { kept?: Kept<Write> } = {};
  const session = openSession<Write>([place.shown()], kept, reduce, {
    id: "frm_x",
    timers,
    read: async () => place.shown(),
    save: place.save,
    keep: (next) => {
      held.kept = structuredClone(next);
    },
    onSaved: () => undefined,
  });
  const lines = () => (session.view().workbench.frm_x as Lines).lines.join("");
  return { session, place, pass, lines, held };
}

describe("a session", () => {
  it("saves what was done and remembers how far", async () => {
    const { session, place, pass, held } = opened();
    session.run(write("b"));
    expect(session.view().state).toBe("waiting");
    await pass(quiet);
    expect(place.state.document.lines).toEqual(["a", "b"]);
    expect(session.view().state).toBe("saved");
    expect(held.kept?.point).toEqual({ at: 1, exact: true });
  });

  it("answers why a command was refused and changes nothing", () => {
    const { session } = opened();
    expect(session.run(write("a"))).toEqual({ key: "refused.there" });
    expect(session.view().timeline.history.commands).toEqual([]);
  });

  it("keeps its work while the server is away and saves it later", async () => {
    const { session, place, pass } = opened();
    place.state.online = false;
    session.run(write("b"));
    await pass(quiet);
    expect(session.view().state).toBe("offline");
    place.state.online = true;
    await pass(20_000);
    expect(session.view().state).toBe("saved");
    expect(place.state.document.lines).toEqual(["a", "b"]);
  });

  it("offers a merge instead of writing over what somebody else saved", async () => {
    const { session, place, pass, lines } = opened();
    place.byOther("x");
    session.run(write("b"));
    session.run(write("x"));
    await pass(quiet);
    expect(session.view().state).toBe("conflict");
    expect(place.state.document.lines).toEqual(["a", "x"]);
    expect(session.view().conflict?.dropped.map((one) => one.say.params?.line)).toEqual(["x"]);
    session.settle("merge");
    expect(lines()).toBe("axb");
    await pass(quiet);
    expect(place.state.document.lines).toEqual(["a", "x", "b"]);
  });

  it("takes theirs when asked to, and even that can be undone", async () => {
    const { session, place, pass, lines } = opened();
    place.byOther("x");
    session.run(write("b"));
    await pass(quiet);
    session.settle("theirs");
    expect(lines()).toBe("ax");
    session.goTo(0);
    expect(present(session.view().timeline)).toBe(session.view().timeline.history.start);
  });

  it("merges by itself what another window saved, where nothing is lost", async () => {
    const { session, place, lines } = opened();
    place.byOther("x");
    session.run(write("b"));
    await session.catchUp({ frm_x: 2 });
    expect(session.view().state).not.toBe("conflict");
    expect(lines()).toBe("axb");
  });

  it("goes on after a reload where it was, undo included", async () => {
    const first = opened();
    first.session.run(write("b"));
    await first.pass(quiet);
    first.session.run(write("c"));
    const again = opened(first.place, first.held.kept);
    expect(again.lines()).toBe("abc");
    await again.pass(quiet);
    expect(first.place.state.document.lines).toEqual(["a", "b", "c"]);
    again.session.goTo(0);
    expect(again.lines()).toBe("a");
  });

  it("does not save after a reload what is saved already", async () => {
    const first = opened();
    first.session.run(write("b"));
    await first.pass(quiet);
    const again = opened(first.place, first.held.kept);
    await again.pass(5_000);
    expect(first.place.state.saves).toBe(1);
  });

  it("asks after a reload where the draft went on elsewhere", async () => {
    const first = opened();
    first.session.run(write("b"));
    first.place.byOther("x");
    const again = opened(first.place, first.held.kept);
    expect(again.session.view().state).toBe("conflict");
    again.session.settle("merge");
    expect(again.lines()).toBe("axb");
  });

  it("does again what a half save had brought to the server already", async () => {
    const { timers, pass } = handClock();
    const held: Record<string, { revision: number; document: DesignDocument }> = {
      ent_x: { revision: 1, document: { ...document(), id: "ent_x" } },
      frm_x: { revision: 1, document: document() },
    };
    const shown = (id: string): DraftShown => {
      const { revision, document: held_ } = held[id] ?? { revision: 0, document: document() };
      return { ...held_, revision, version: 1, state: "changed", at: null, by: null, document: held_ };
    };
    const both: Reduce<Write> = (workbench, command) => {
      const entity = workbench.ent_x as Lines;
      if (entity.lines.includes(command.line)) return { refused: { key: "refused.there" } };
      const grown = { ...entity, lines: [...entity.lines, command.line] };
      return reduce({ ...workbench, ent_x: grown }, command);
    };
    const session = openSession<Write>([shown("ent_x"), shown("frm_x")], undefined, both, {
      id: "frm_x",
      timers,
      read: async (id) => shown(id),
      save: async (id, revision, next) => {
        if (revision !== held[id]?.revision) throw new ApiProblem(409, { code: "design.draft.stale" });
        held[id] = { revision: revision + 1, document: next };
        return { revision: revision + 1, problems: [], warnings: [] };
      },
      keep: () => undefined,
      onSaved: () => undefined,
    });
    held.frm_x = { revision: 2, document: document("x") };
    session.run(write("b"));
    await pass(quiet);
    expect(session.view().conflict).toEqual({ dropped: [], unsaved: 1 });
    session.settle("merge");
    await pass(quiet);
    expect(held.ent_x?.document).toMatchObject({ lines: ["b"] });
    expect(held.frm_x?.document).toMatchObject({ lines: ["x", "b"] });
  });

  it("says that undone steps cannot be brought onto what somebody else saved", async () => {
    const { session, place, pass } = opened();
    session.run(write("b"));
    await pass(quiet);
    place.byOther("x");
    session.goTo(0);
    session.run(write("c"));
    await pass(quiet);
    expect(session.view().conflict?.dropped.map((one) => one.say.key)).toEqual(["step.undone"]);
    session.settle("merge");
    await pass(quiet);
    expect(place.state.document.lines).toEqual(["a", "b", "x", "c"]);
  });

  it("takes one more document in, as if it had been there from the beginning", () => {
    const { session, place } = opened();
    session.run(write("b"));
    const other = { ...place.shown(), id: "frm_y", document: { ...document("y"), id: "frm_y" } };
    session.adopt(other);
    expect(session.view().timeline.states.every((state) => state.frm_y === other.document)).toBe(true);
    session.goTo(0);
    expect(session.view().workbench.frm_y).toBe(other.document);
  });
});
