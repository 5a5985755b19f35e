// What went wrong, as the API tells it (RFC 9457), and the two ways of going wrong.

/** One field's fault: `where` names it from the request's root (`body.name`), `what` is a sentence. */
export interface FieldFault {
  where: string
  what: string
}

export interface ProblemDocument {
  title: string
  status: number
  detail: string
  correlation_id: string
  errors?: FieldFault[]
  [extra: string]: unknown
}

/** The API refused; `message` is its sentence for the person who reads it. */
export class ProblemError extends Error {
  override readonly name = "ProblemError"
  readonly status: number
  /** Seconds to wait before trying again, where the API said so. */
  readonly retryAfter: number | null

  constructor(
    readonly problem: ProblemDocument,
    response: Response,
  ) {
    super(problem.detail)
    this.status = problem.status
    const told = Number(response.headers.get("Retry-After") ?? Number.NaN)
    this.retryAfter = Number.isFinite(told) ? told : null
  }

  get correlationId(): string {
    return this.problem.correlation_id
  }
}

/** Nobody answered: the network is away, or the server is. */
export class NetworkError extends Error {
  override readonly name = "NetworkError"

  constructor(cause: unknown) {
    super("Job Center cannot be reached. Check the connection; this page tries again by itself.", { cause })
  }
}

/** An error answer as a problem, also where something before the API gave it (a proxy's own page). */
export function readProblem(body: unknown, response: Response): ProblemDocument {
  if (typeof body === "object" && body !== null && "detail" in body && "status" in body) return body as ProblemDocument
  return {
    title: response.statusText || "Error",
    status: response.status,
    detail: `The server answered ${response.status} without saying why. Try again in a moment.`,
    correlation_id: response.headers.get("X-Correlation-ID") ?? "",
  }
}
