import { describe, expect, it } from "vitest";
import { answered, createApi } from "./createApi";
import { listenToEvents } from "./events";
import { ApiProblem } from "./problem";
import type { paths } from "./schema";

const json = (status: number, body: unknown, type = "application/json") =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": type } });

function recording(answer: () => Response | Promise<Response>) {
  const requests: Request[] = [];
  let signedOut = 0;
  const api = createApi<paths>({
    baseUrl: "http://localhost",
    newKey: () => "key-1",
    language: () => "zh-CN",
    onSignedOut: () => {
      signedOut += 1;
    },
    fetch: async (request) => {
      requests.push(request);
      return answer();
    },
  });
  return { api, requests, signedOut: () => signedOut };
}

describe("the API client", () => {
  it("marks every writing request as its own and gives a POST an idempotency key", async () => {
    const { api, requests } = recording(() => json(200, { account: { id: "1", name: "a" } }));
    await answered(api.POST("/api/session", { body: { login: "a", password: "b" } }));
    await answered(api.GET("/api/session"));
    expect(requests[0]?.headers.get("X-Dougong-CSRF")).toBe("1");
    expect(requests[0]?.headers.get("Idempotency-Key")).toBe("key-1");
    expect(requests[1]?.headers.has("X-Dougong-CSRF")).toBe(false);
    expect(requests[1]?.headers.get("Accept-Language")).toBe("zh-CN");
  });

  it("turns problem+json into a typed problem with its field errors", async () => {
    const errors = [{ code: "field.required", path: ["name"], message: "…" }];
    const { api } = recording(() =>
      json(422, { code: "record.invalid", title: "t", problems: errors }, "application/problem+json"),
    );
    const refused = await answered(api.GET("/api/session")).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 422, code: "record.invalid", errors });
  });

  it("reports an unreachable server as a problem that may be repeated", async () => {
    const { api } = recording(() => Promise.reject(new TypeError("failed to fetch")));
    const refused = await answered(api.GET("/api/session")).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "network.unreachable", unreachable: true });
  });

  it("does not mistake a wrong password for a lost session", async () => {
    const { api, signedOut } = recording(() => json(401, { code: "session.refused" }));
    await answered(api.POST("/api/session", { body: { login: "a", password: "b" } })).catch(() => undefined);
    expect(signedOut()).toBe(0);
  });
});

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
