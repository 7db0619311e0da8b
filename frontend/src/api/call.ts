/** One request to the platform by path, for routes whose answers depend on the app's design and not on the schema. */
import { newIdempotencyKey } from "./idempotencyKey";
import { ApiProblem, problemFrom } from "./problem";
import { shellPrefix, signInAddress } from "./signInAddress";
import { keepView, keptView } from "./viewKept";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type CallOptions = {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** JSON, or a FormData that is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

export type CallEdges = {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly onSignedOut: () => void;
  /** A new password must be chosen before anything else is answered. */
  readonly onPasswordDue: () => void;
  readonly language: () => string;
  readonly newKey: () => string;
  /** Through whose eyes is looked; undefined: through the own. */
  readonly viewing?: () => string | undefined;
  readonly onViewOver?: () => void;
};

export type Call = <T>(method: Method, path: string, options?: CallOptions) => Promise<T>;

function addressOf(path: string, query: CallOptions["query"] = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
  const text = asked.toString();
  return text ? `/api${path}?${text}` : `/api${path}`;
}

function initOf(method: Method, options: CallOptions, edges: CallEdges): RequestInit {
  const headers: Record<string, string> = { "Accept-Language": edges.language(), ...options.headers };
  const viewing = edges.viewing?.();
  if (viewing !== undefined) headers["X-Dougong-View-As"] = viewing;
  if (method !== "GET") headers["X-Dougong-CSRF"] = "1";
  if (method === "POST") headers["Idempotency-Key"] ??= edges.newKey();
  const init: RequestInit = { method, headers, credentials: "same-origin", signal: options.signal ?? null };
  if (options.body instanceof FormData) init.body = options.body;
  else if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  return init;
}

async function unreachable(error: unknown): Promise<never> {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  throw new ApiProblem(0, {});
}

export function createCall(edges: CallEdges): Call {
  return async <T>(method: Method, path: string, options: CallOptions = {}): Promise<T> => {
    const init = initOf(method, options, edges);
    const response = await edges.fetch(addressOf(path, options.query), init).catch(unreachable);
    if (response.ok) {
      const text = await response.text();
      return (text === "" ? undefined : JSON.parse(text)) as T;
    }
    const problem = await problemFrom(response);
    // A refused sign-in is an answer to the form, not a lost session.
    if (problem.status === 401 && path !== "/session") edges.onSignedOut();
    if (problem.code === "password.must_change") edges.onPasswordDue();
    if (problem.code === "view_as.over") edges.onViewOver?.();
    throw problem;
  };
}

export const call: Call = createCall({
  fetch: (address, init) => fetch(address, init),
  onSignedOut: () => {
    if (!location.pathname.endsWith("/sign-in")) location.assign(signInAddress());
  },
  onPasswordDue: () => {
    if (!location.pathname.endsWith("/password")) location.assign(`${shellPrefix()}/password`);
  },
  language: () => document.documentElement.lang,
  newKey: newIdempotencyKey,
  viewing: () => keptView()?.id,
  onViewOver: () => {
    const back = keptView()?.back;
    keepView(undefined);
    if (back !== undefined) location.assign(back);
  },
});
