/** The one way to the platform: typed by OpenAPI, guarded against forged requests, safe to repeat. */
import createClient, { type Middleware } from "openapi-fetch";
import { ApiProblem, problemFrom } from "./problem";

export type ApiEdges = {
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** A fresh key for each POST that does not bring its own. */
  readonly newKey?: () => string;
  /** Called when the session is gone; the caller leads to the sign-in page and back. */
  readonly onSignedOut?: () => void;
  readonly language?: () => string;
};

/** Works without a secure context too, where crypto.randomUUID is missing (plain http in a company network). */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const guards = (edges: ApiEdges): Middleware => ({
  onRequest({ request }) {
    request.headers.set("Accept-Language", edges.language?.() ?? document.documentElement.lang);
    if (request.method === "GET" || request.method === "HEAD") return request;
    request.headers.set("X-Dougong-CSRF", "1");
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", (edges.newKey ?? newIdempotencyKey)());
    }
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    // A refused sign-in is an answer to the form, not a lost session.
    if (response.status === 401 && schemaPath !== "/api/session") edges.onSignedOut?.();
    throw await problemFrom(response);
  },
  onError({ error }) {
    if (error instanceof ApiProblem) return error;
    if (error instanceof DOMException && error.name === "AbortError") return error;
    return new ApiProblem(0, {});
  },
});

export function createApi<Paths extends object>(edges: ApiEdges = {}) {
  const client = createClient<Paths>({
    baseUrl: edges.baseUrl ?? "",
    credentials: "same-origin",
    ...(edges.fetch ? { fetch: edges.fetch } : {}),
  });
  client.use(guards(edges));
  return client;
}

/** Unwraps an answer that the guards let pass: `await answered(api.GET("/api/session"))`. */
export async function answered<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}
