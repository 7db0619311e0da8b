/** A refused request as the platform words it (problem+json), ready to be shown. */

export type FieldProblem = {
  readonly code: string;
  /** From the root of the input to the place: ["items", 2, "email"]. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
};

export type ProblemDocument = {
  readonly status?: number;
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly trace?: string;
  readonly problems?: readonly FieldProblem[];
};

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  /** What to quote to an administrator: leads to the server's log line. */
  readonly trace: string | undefined;
  readonly errors: readonly FieldProblem[];
  /** The whole answer, for codes that carry more (a version clash holds both values). */
  readonly document: Readonly<Record<string, unknown>>;

  constructor(status: number, document: ProblemDocument & Readonly<Record<string, unknown>>) {
    super(document.title ?? document.code ?? `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = document.code ?? (status === 0 ? "network.unreachable" : "http.unexpected");
    this.title = document.title ?? "";
    this.detail = document.detail;
    this.trace = document.trace;
    this.errors = document.problems ?? [];
    this.document = document;
  }

  /** The server never answered; the request may be repeated with the same idempotency key. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) return new ApiProblem(response.status, {});
  const body: unknown = await response.json().catch(() => ({}));
  const document = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  return new ApiProblem(response.status, document as ProblemDocument & Readonly<Record<string, unknown>>);
}
