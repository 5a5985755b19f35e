// Who is signed in here: the access token in memory, the refresh token in a cookie that no script reads.
import { computed, readonly, shallowReactive } from "vue"
import { NetworkError, ProblemError, ask, makeClient, type Schema } from "@jobcenter/client"

export type Me = Schema<"UserShown">
export type Role = Me["role"]

type State =
  /** Nothing is known yet: the page has just been opened. */
  | "opening"
  /** Nobody is signed in. */
  | "out"
  | "in"
  /** It was "in", and the sign-in has ended: the page stays as it is and asks for another one. */
  | "ended"

interface Token {
  value: string
  /** When it stops working, by this machine's clock. */
  until: number
}

type News = { kind: "token"; token: Token; user: string } | { kind: "out" }

const KEEPING = { "X-Refresh-Token": "cookie" } as const
const EARLY = 60_000
const LOCK = "jobcenter-sign-in"

const state = shallowReactive<{ is: State; me: Me | null }>({ is: "opening", me: null })
const bare = makeClient()
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("jobcenter-sign-in")

let token: Token | null = null
let refreshing: Promise<string> | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let waiting: (() => void)[] = []

/** The sign-in of this page, to look at. */
export const session = readonly(state)

/** Whoever is signed in; only where someone is. */
export function useMe() {
  return computed(() => {
    if (!state.me) throw new Error("Nobody is signed in: this page stands behind the sign-in.")
    return state.me
  })
}

/** Whether the one who is signed in has one of these roles. */
export function isOne(...roles: Role[]): boolean {
  return state.me !== null && roles.includes(state.me.role)
}

/** Find out whether this browser is signed in; rejects where nobody answers. */
export async function openSession(): Promise<void> {
  try {
    await refreshed()
    await learnWho()
    tellTabs() // one of them may be waiting for just this
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error
    state.is = "out"
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  const given = await ask(
    bare.POST("/api/accounts/sign-in", { body: { email, password }, params: { header: KEEPING } }),
  )
  await enter(given)
}

/** Accept an invitation with its token and a password of one's own. */
export async function acceptInvitation(invitation: string, password: string): Promise<void> {
  const body = { token: invitation, password }
  await enter(await ask(bare.POST("/api/accounts/invitations/accept", { body, params: { header: KEEPING } })))
}

/** End the sign-in, here and in every other tab, and begin anew: nothing of what was shown stays in memory. */
export async function signOut(): Promise<void> {
  await ask(bare.POST("/api/accounts/sign-out", { headers: { Authorization: `Bearer ${await freshToken()}` } }))
  tabs?.postMessage({ kind: "out" } satisfies News)
  leave()
}

/** Go to the sign-in page by loading it, which empties the memory of all that was shown. */
export function leave(to?: string): void {
  token = null
  window.location.assign(to === undefined ? "/app/sign-in" : `/app/sign-in?to=${encodeURIComponent(to)}`)
}

/** An access token that works; waits for a new sign-in where the old one has ended. */
export async function freshToken(): Promise<string> {
  if (token && token.until > Date.now()) return token.value
  return refreshed().catch(afterTheEnd)
}

/** Another token than `refused`, which the API did not take. */
export async function otherToken(refused: string): Promise<string> {
  if (token && token.value !== refused) return token.value
  token = null
  return refreshed().catch(afterTheEnd)
}

async function afterTheEnd(error: unknown): Promise<string> {
  if (!(error instanceof ProblemError) || error.status !== 401 || !state.me) throw error
  state.is = "ended"
  await new Promise<void>((resolve) => waiting.push(resolve))
  return freshToken()
}

function refreshed(): Promise<string> {
  refreshing ??= alone(refresh).finally(() => (refreshing = null))
  return refreshing
}

/** One tab at a time. Over plain http there are no locks; there the server forgives two at once. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | null | undefined
  return locks ? (locks.request(LOCK, work) as Promise<T>) : work()
}

async function refresh(): Promise<string> {
  // While this tab stood in line, another one may have done it and told.
  if (token && token.until > Date.now() + EARLY) return token.value
  const given = await ask(bare.POST("/api/accounts/refresh", { body: {}, params: { header: KEEPING } }))
  return take({ value: given.access_token, until: Date.now() + given.expires_in * 1000 - 5_000 }, true)
}

function take(next: Token, tell: boolean): string {
  token = next
  clearTimeout(timer)
  timer = setTimeout(renew, Math.max(next.until - Date.now() - EARLY, 1_000))
  if (tell) tellTabs()
  return next.value
}

function tellTabs(): void {
  if (token && state.me) tabs?.postMessage({ kind: "token", token, user: state.me.id } satisfies News)
}

function renew(): void {
  // A hidden tab lets its token run out: the first request after it is looked at again gets another one.
  if (document.visibilityState === "visible") refreshed().catch(() => undefined)
}

async function enter(given: Schema<"TokensShown">): Promise<void> {
  take({ value: given.access_token, until: Date.now() + given.expires_in * 1000 - 5_000 }, false)
  await learnWho()
  tellTabs()
}

async function learnWho(): Promise<void> {
  const before = state.me
  const value = token?.value ?? ""
  const me = await ask(bare.GET("/api/accounts/me", { headers: { Authorization: `Bearer ${value}` } }))
  if (before && before.id !== me.id) {
    window.location.assign("/app/") // somebody else: nothing of what the page holds is theirs
    return
  }
  state.me = me
  state.is = "in"
  const all = waiting
  waiting = []
  all.forEach((go) => {
    go()
  })
}

tabs?.addEventListener("message", ({ data }: MessageEvent<News>) => {
  if (data.kind === "out") {
    if (state.me) leave()
  } else if (!state.me || data.user !== state.me.id) {
    if (state.is !== "opening") window.location.reload()
  } else {
    take(data.token, false)
    if (state.is === "ended") void learnWho()
  }
})

export function isAway(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ProblemError && error.status >= 502 && error.status <= 504)
}
