import { afterEach, beforeEach, expect, it, vi } from "vitest"

const ME = { id: "u1", email: "ada@example.com", name: "Ada", role: "recruiter" }
const json = (body: object, status = 200) => Response.json(body, { status })
const refusal = () => json({ title: "Sign-in needed", status: 401, detail: "no", correlation_id: "c" }, 401)

let tokens = 0
let good = ""
let refreshes = 0
let signedIn = true
const seen: string[] = []

/** An API of one resource that takes the newest token alone. */
async function server(input: Request): Promise<Response> {
  const path = new URL(input.url).pathname
  if (path === "/api/accounts/refresh" || path === "/api/accounts/sign-in") {
    if (path.endsWith("refresh")) refreshes += 1
    await Promise.resolve()
    if (path.endsWith("sign-in")) signedIn = true
    if (!signedIn) return refusal()
    good = `t${++tokens}`
    return json({ access_token: good, expires_in: 900, refresh_token: null, token_type: "bearer" })
  }
  if (input.headers.get("Authorization") !== `Bearer ${good}`) return refusal()
  if (path === "/api/accounts/me") return json(ME)
  seen.push(await input.text())
  return json({ done: true })
}

beforeEach(() => {
  vi.resetModules()
  tokens = refreshes = 0
  signedIn = true
  seen.length = 0
  vi.stubGlobal("fetch", vi.fn(server))
})
afterEach(() => vi.unstubAllGlobals())

const post = (body: string) => new Request("http://localhost/api/things", { method: "POST", body })

async function opened() {
  const session = await import("./session")
  const client = await import("./client")
  await session.openSession()
  refreshes = 0
  return { ...session, ...client }
}

it("many requests refused at once cost one refresh, and arrive with their bodies", async () => {
  const { signedInFetch } = await opened()
  good = "another"
  const answers = await Promise.all(["a", "b", "c"].map((body) => signedInFetch(post(body))))
  expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
  expect(refreshes).toBe(1)
  expect(seen.sort()).toEqual(["a", "b", "c"])
})

it("a request waits where the sign-in has ended, and goes on after the next one", async () => {
  const { signedInFetch, session, signIn } = await opened()
  good = "another"
  signedIn = false
  const asked = signedInFetch(post("typed"))
  await vi.waitFor(() => expect(session.is).toBe("ended"))
  expect(session.me?.id).toBe("u1")
  await signIn("ada@example.com", "correct horse battery")
  expect((await asked).status).toBe(200)
  expect(session.is).toBe("in")
  expect(seen).toEqual(["typed"])
})

it("whoever was not signed in is out, and nothing waits", async () => {
  signedIn = false
  const { session } = await opened()
  expect(session.is).toBe("out")
})
