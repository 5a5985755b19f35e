// The typed client of Job Center's API: paths, bodies and answers as docs/openapi.json has them.
import createClient, { type Client, type ClientOptions } from "openapi-fetch"
import type { components, paths } from "./schema"

export type { paths } from "./schema"
export { NetworkError, ProblemError, type FieldFault, type ProblemDocument } from "./problem"
import { NetworkError, ProblemError, readProblem } from "./problem"

/** A wire shape by its name, such as `Schema<"CompanyShown">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name]

export type Api = Client<paths>

/** A client of the API at `baseUrl` (nothing for the page's own origin). */
export function makeClient(options: ClientOptions = {}): Api {
  return createClient<paths>(options)
}

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/**
 * The data of an answer: `await ask(api.GET("/api/companies"))`.
 *
 * Throws a ProblemError where the API refused, and a NetworkError where nobody answered; an aborted request stays
 * what it is.
 */
export async function ask<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>
  try {
    answer = await asked
  } catch (error) {
    if (error instanceof ProblemError || (error instanceof DOMException && error.name === "AbortError")) throw error
    throw new NetworkError(error)
  }
  if (!answer.response.ok) throw new ProblemError(readProblem(answer.error, answer.response), answer.response)
  return answer.data as Data
}

/** The `If-Match` of what was seen at this version: a change by somebody else in between becomes a 412. */
export function ifMatch(seen: { version: number }): { "If-Match": string } {
  return { "If-Match": `"${seen.version}"` }
}

/** A new `Idempotency-Key`: make it when a form opens, so that sending it twice makes one thing. */
export function newKey(): string {
  // Not crypto.randomUUID: browsers keep that from pages over plain http, which an office network may serve.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, "0")).join("")
}
