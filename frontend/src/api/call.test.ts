import { describe, expect, it } from "vitest";
import { type CallEdges, createCall } from "./call";
import { createRecords } from "./records";

function recording(answer: () => Response | Promise<Response>) {
  const sent: { readonly address: string; readonly init: RequestInit }[] = [];
  const told = { signedOut: 0, passwordDue: 0 };
  const edges: CallEdges = {
    fetch: async (address, init) => {
      sent.push({ address, init });
      return answer();
    },
    onSignedOut: () => {
      told.signedOut += 1;
    },
    onPasswordDue: () => {
      told.passwordDue += 1;
    },
    language: () => "en",
    newKey: () => "key-1",
  };
  return { call: createCall(edges), sent, told };
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json" } });
const headersOf = (init: RequestInit | undefined) => init?.headers as Record<string, string>;

describe("a call", () => {
  it("guards writes against forgery and lets a creation be repeated", async () => {
    const { call, sent } = recording(() => json(201, { id: "r1" }));
    await createRecords(call).create("deal", { name: "A" });
    expect(sent[0]?.address).toBe("/api/records/deal");
    expect(headersOf(sent[0]?.init)).toMatchObject({ "X-Dougong-CSRF": "1", "Idempotency-Key": "key-1" });
  });

  it("names the version that was read when a record is changed", async () => {
    const { call, sent } = recording(() => json(200, { id: "r1", version: 5 }));
    await createRecords(call).change("deal", "r1", { name: null }, 4);
    expect(headersOf(sent[0]?.init)["If-Match"]).toBe('"4"');
    expect(sent[0]?.init.body).toBe('{"name":null}');
  });

  it("turns a refusal into a problem, and leads away where a session or an own password is missing", async () => {
    const gone = recording(() => json(401, { code: "session.missing" }));
    await expect(gone.call("GET", "/me")).rejects.toMatchObject({ status: 401 });
    expect(gone.told.signedOut).toBe(1);
    const refused = recording(() => json(401, { code: "session.credentials" }));
    await expect(refused.call("POST", "/session")).rejects.toMatchObject({ code: "session.credentials" });
    expect(refused.told.signedOut).toBe(0);
    const due = recording(() => json(403, { code: "password.must_change" }));
    await expect(due.call("GET", "/apps")).rejects.toMatchObject({ status: 403 });
    expect(due.told.passwordDue).toBe(1);
  });

  it("says that the server was not reached, so that the same key may be sent again", async () => {
    const { call } = recording(() => Promise.reject(new TypeError("offline")));
    await expect(call("GET", "/apps")).rejects.toMatchObject({ unreachable: true });
  });

  it("accepts an empty answer", async () => {
    const { call } = recording(() => new Response(null, { status: 204 }));
    expect(await createRecords(call).remove("deal", "r1")).toBeUndefined();
  });
});
