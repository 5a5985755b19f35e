// The API as features ask it: typed, signed in, and told to the connection bar when nobody answers.
import { makeClient } from "@jobcenter/client"
import { noteAnswer, noteSilence } from "./connection"
import { freshToken, otherToken } from "./session"

export { ask, ifMatch, newKey, NetworkError, ProblemError, type Schema } from "@jobcenter/client"

const GATEWAYS = new Set([502, 504])

/** A request that carries the sign-in. Refused with a 401 it is sent once more with another token. */
export async function signedInFetch(asked: Request): Promise<Response> {
  const again = asked.clone()
  const token = await freshToken()
  const first = await sent(asked, token)
  if (first.status !== 401) return first
  return sent(again, await otherToken(token))
}

async function sent(request: Request, token: string): Promise<Response> {
  request.headers.set("Authorization", `Bearer ${token}`)
  try {
    const answer = await fetch(request)
    if (GATEWAYS.has(answer.status)) noteSilence()
    else noteAnswer()
    return answer
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) noteSilence()
    throw error
  }
}

/** `ask(api.GET("/api/companies", { params: { query }, signal }))` gives the data, or throws what went wrong. */
export const api = makeClient({ fetch: signedInFetch })
