// What holds on every page there is, by the application's own list: a new page is in it without being named here.
import { request as requests, type APIRequestContext, type Page } from "@playwright/test"
import { EMAILS, PASSWORD, expect, open, seriousFaults, test } from "./ground"

interface Route {
  path: string
  open: boolean
}
/** The application's own router, as Vue keeps it at the page's root. */
interface Root extends Element {
  __vue_app__: {
    config: {
      globalProperties: {
        $router: {
          getRoutes: () => { path: string; aliasOf?: unknown; meta: { open?: boolean } }[]
          push: (path: string) => Promise<unknown>
        }
      }
    }
  }
}

/** What stands for `:id` in a page's path, by the path. */
const ids: Record<string, string> = { "/:path(.*)*": "no/such/page" }
const WIDTHS = [390, 768, 1440]
const STOPS = 4 // places that Tab leads to, of each page

test.beforeAll(async ({ baseURL }) => {
  const bare = await requests.newContext({ baseURL: baseURL ?? "" })
  const answer = await bare.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const api = await requests.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  })
  await fillRecruiting(api)
  await fillMarket(api)
  await bare.dispose()
  await api.dispose()
})

async function get<T>(api: APIRequestContext, path: string): Promise<T> {
  const answer = await api.get(path)
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as T
}

async function made<T = { id: string }>(api: APIRequestContext, path: string, data?: object | string): Promise<T> {
  const type = typeof data === "string" ? { headers: { "Content-Type": "text/csv" } } : {}
  const answer = await api.post(path, { ...(data === undefined ? {} : { data }), ...type })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as T
}

interface Items<T = object> {
  items: (T & { id: string })[]
}

async function fillRecruiting(api: APIRequestContext) {
  const { items } = await get<Items<{ name: string }>>(api, "/api/companies")
  const idOf = (name: string) => items.find((one) => one.name === name)?.id ?? ""
  const [acme, contested] = [idOf("Acme GmbH"), idOf("Contested AG")]
  const contract = await made(api, `/api/companies/${acme}/contracts`, { title: "Frame", starts_on: "2026-01-01" })
  await made(api, `/api/companies/${acme}/off-limits`, {
    contract_id: contract.id,
    company_id: contested,
    reason: "Their partner",
  })
  await made(api, `/api/companies/${acme}/contacts`, { name: "Grace Example", email: "grace@acme.example" })
  const job = await made(api, "/api/jobs", { company_id: acme, title: "Fitter of pipes", status: "open" })
  const names = Array.from({ length: 12 }, (_, number) => `Person with a rather long name, number ${number}`)
  const people = await Promise.all(
    names.map((name) => made(api, "/api/candidates", { name, employer: "Globex", headline: "Engineer" })),
  )
  const added = await made<{ rows: { applicant_id: string }[] }>(api, `/api/jobs/${job.id}/applicants`, {
    candidate_ids: people.map((one) => one.id),
  })
  const applicant = `/api/applicants/${added.rows[0]?.applicant_id}`
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await made(api, `${applicant}/mails`, { subject: "Yes", direction: "in", at: day(-1) })
  await made(api, `${applicant}/interviews`, { scheduled_at: day(-3) })
  const file = "name,client\nImported AG,yes\n,no\n"
  const imported = await made(api, "/api/imports/companies?dry_run=true&file_name=companies.csv", file)
  await made(api, "/api/accounts/keys", { name: "Weekly report", scopes: ["recruiting:read"] })
  await made(api, "/api/accounts/invitations", { email: "mia@example.com", name: "Mia", role: "recruiter" })
  ids["/companies/:id"] = acme
  ids["/jobs/:id"] = job.id
  ids["/jobs/:id/settings"] = job.id
  ids["/candidates/:id"] = people[0]?.id ?? ""
  ids["/imports/:id"] = imported.id
}

async function fillMarket(api: APIRequestContext) {
  const { items } = await get<Items>(api, "/api/postings?q=welder&company=works")
  const posting = await get<{ id: string; opening_id: string }>(api, `/api/postings/${items[0]?.id}`)
  const searches = await get<Items>(api, "/api/postings/searches")
  const board = { site_name: "lever", target: "no-such-board" }
  const schedule = await made(api, "/api/scraping/schedules", {
    ...board,
    name: `Nobody, now and then ${Date.now()}`, // a test that failed begins anew, with all of this
    interval_minutes: 60,
    enabled: false,
  })
  const { data } = await made<{ data: { run_id: string } }>(api, "/jobs/scrape", board)
  await expect
    .poll(async () => (await get<{ status: string }>(api, `/api/scraping/runs/${data.run_id}`)).status, {
      timeout: 30_000,
    })
    .toBe("failed")
  ids["/postings/:id"] = posting.id
  ids["/postings/openings/:id"] = posting.opening_id
  ids["/postings/searches/:id"] = searches.items[0]?.id ?? ""
  ids["/schedules/:id"] = schedule.id
  ids["/runs/:id"] = data.run_id
}

/** Every page of the application, those that stand before the sign-in too. */
async function routesOf(page: Page): Promise<Route[]> {
  const found = await page.evaluate(() => {
    const { $router } = (document.getElementById("app") as unknown as Root).__vue_app__.config.globalProperties
    return $router
      .getRoutes()
      .filter((one) => !one.aliasOf && one.path !== "/")
      .map((one) => ({ path: one.path, open: one.meta.open === true }))
  })
  expect(found.length).toBeGreaterThan(25)
  return found.map((one) => ({ ...one, path: addressOf(one.path) }))
}

function addressOf(path: string): string {
  const id = ids[path]
  if (path.includes(":") && !id) throw new Error(`everywhere.spec.ts: say what to open at ${path}, in \`ids\`.`)
  return path.replace(/:\w+(\(.*\)\*)?/, id ?? "")
}

/** Go there as a press on a link does, and wait until it stands: nothing is being read, nothing failed. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    await (document.getElementById("app") as unknown as Root).__vue_app__.config.globalProperties.$router.push(to)
  }, path)
  await expect(page.getByRole("heading", { level: 1 }), path).toHaveText(/\S/, { timeout: 15_000 })
  await expect(page.locator("main [aria-busy=true], main [role=status]:has-text('Loading')"), path).toHaveCount(0, {
    timeout: 15_000,
  })
}

/** Those that one sees once signed in. */
async function signedIn(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" })
  await open(page, "/settings")
  await page.mouse.move(0, 0) // what is pointed at looks another way
  return (await routesOf(page)).filter((one) => !one.open).map((one) => one.path)
}

async function setTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.evaluate((name) => (document.documentElement.dataset["theme"] = name), theme)
}

async function faultsInBothThemes(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  for (const theme of ["light", "dark"] as const) {
    await setTheme(page, theme)
    // What is no colour was looked at in the light.
    const faults = await seriousFaults(page, theme === "dark" ? ["color-contrast"] : undefined)
    found.push(...faults.map((one) => `${path}, ${theme}: ${one}`))
  }
  return found
}

/** Tables of which some columns cannot be seen; a board may have as many columns as somebody chose. */
async function cutOff(page: Page): Promise<string[]> {
  return page
    .locator("[role=grid]:not([aria-label=Pipeline])")
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.getAttribute("aria-label") ?? ""),
    )
}

/** What is wider than the window, at each width. */
async function tooWide(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done))
      return (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth
    })
    if (wide > 0) found.push(`${path}: ${wide} px too wide at ${width}`)
    found.push(...(await cutOff(page)).map((one) => `${path}: ${one} is cut off at ${width}`))
  }
  return found
}

/** What the first stops of Tab lack: a place in the page, and a sign that it is there. */
async function unseenStops(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  for (let stop = 1; stop <= STOPS; stop += 1) {
    await page.keyboard.press("Tab")
    const told = await page.evaluate(async (isFirst) => {
      const one = document.activeElement as HTMLElement | null
      if (!one || one === document.body) return isFirst ? "nothing has it" : "" // the browser's own, after the last
      const look = () =>
        [one, one.parentElement].map((it) => {
          if (!it) return ""
          const { outline, borderColor, boxShadow, backgroundColor } = getComputedStyle(it)
          return [outline, borderColor, boxShadow, backgroundColor].join(" ")
        })
      const frames = async () => {
        for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done))
      }
      const before = look().join()
      one.blur()
      await frames()
      const after = look().join()
      one.focus()
      return before === after ? one.outerHTML.slice(0, 120) : ""
    }, stop === 1)
    if (told) found.push(`${path}: Tab ${stop} shows no focus: ${told}`)
  }
  return found
}

/** What moves although one asked for less: longer than a blink. */
async function moving(page: Page, path: string): Promise<string[]> {
  const slow = await page.evaluate(() => {
    const seconds = (told: string) => Math.max(...told.split(",").map((one) => parseFloat(one) || 0))
    return [...document.querySelectorAll("body *")]
      .filter((one) => {
        const { transitionDuration, animationDuration } = getComputedStyle(one)
        return Math.max(seconds(transitionDuration), seconds(animationDuration)) > 0.02
      })
      .map((one) => one.outerHTML.slice(0, 100))
  })
  return slow.slice(0, 2).map((one) => `${path} moves: ${one}`)
}

test("no page has a serious fault, in light or in dark", async ({ page }) => {
  test.setTimeout(180_000)
  const found: string[] = []
  for (const path of await signedIn(page)) {
    await go(page, path)
    found.push(...(await faultsInBothThemes(page, path)))
  }
  expect(found).toEqual([])
})

test("every page has a name, fits every width, is gone through by Tab, and keeps still where asked to", async ({
  page,
}) => {
  test.setTimeout(180_000)
  const found: string[] = []
  const lists = new Map<string, string>()
  for (const path of await signedIn(page)) {
    await go(page, path)
    const title = await page.title()
    const other = lists.get(title)
    if (!/\S · Job Center$/.test(title)) found.push(`${path} is called “${title}”`)
    if (other !== undefined) found.push(`${path} is called “${title}”, as ${other} is`)
    if (!Object.values(ids).some((id) => path.includes(id))) lists.set(title, path) // two things may have one name
    found.push(...(await moving(page, path)), ...(await unseenStops(page, path)), ...(await tooWide(page, path)))
  }
  expect(found).toEqual([])
})

test("the pages before the sign-in hold to the same", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" })
  await page.goto("/app/sign-in")
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  const found: string[] = []
  for (const { path } of (await routesOf(page)).filter((one) => one.open)) {
    await go(page, path)
    if (!/\S · Job Center$/.test(await page.title())) found.push(`${path} has no title`)
    found.push(...(await faultsInBothThemes(page, path)), ...(await tooWide(page, path)))
    found.push(...(await moving(page, path)), ...(await unseenStops(page, path)))
  }
  expect(found).toEqual([])
})
