import { request as requests, type APIRequestContext } from "@playwright/test"
import { EMAILS, expect, open, PASSWORD, seriousFaults, test } from "./ground"

const MANY = 130
let api: APIRequestContext
let job = ""
let stages: Record<string, string> = {}

/** The agency's own way in: what other people do while somebody looks at a board. */
async function signedIn(baseURL: string): Promise<APIRequestContext> {
  const bare = await requests.newContext({ baseURL })
  const answer = await bare.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return requests.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
}

async function made<T = { id: string }>(path: string, data: unknown): Promise<T> {
  const answer = await api.post(path, { data })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as T
}

test.beforeAll(async ({ baseURL }) => {
  api = await signedIn(baseURL ?? "")
  const acme = (await (await api.get("/api/companies?q=acme")).json()) as { items: { id: string }[] }
  job = (await made("/api/jobs", { company_id: acme.items[0]?.id, title: "Data Engineer", status: "open" })).id
  const listed = (await (await api.get(`/api/jobs/${job}/stages`)).json()) as { stages: { id: string; kind: string }[] }
  stages = Object.fromEntries(listed.stages.map((one) => [one.kind, one.id]))
  const ids: string[] = []
  for (let at = 0; at < MANY; at += 10) {
    const some = Array.from({ length: 10 }, (_, step) => `Person P${String(at + step).padStart(3, "0")}`)
    const people = await Promise.all(
      some.map((name) => made("/api/candidates", { name, employer: "Globex", headline: "Engineer" })),
    )
    ids.push(...people.map((one) => one.id))
  }
  await made(`/api/jobs/${job}/applicants`, { candidate_ids: ids })
})
test.afterAll(() => api.dispose())

async function standing(q: string): Promise<{ id: string; stage_kind: string }> {
  const found = await api.get(`/api/jobs/${job}/board?q=${encodeURIComponent(q)}`)
  const { items } = (await found.json()) as { items: { id: string; stage_kind: string }[] }
  const [one] = items
  if (!one) throw new Error(`Nobody is called ${q}.`)
  return one
}

test("a pipeline is gone through, filtered and moved by keyboard, and a move is undone", async ({ page }) => {
  await open(page, `/jobs/${job}?sort=name`)
  const grid = page.getByRole("grid", { name: "Pipeline" })
  await expect(grid).toHaveAttribute("aria-rowcount", String(MANY + 1))
  await expect(page.getByRole("heading", { level: 1, name: "Data Engineer" })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  const first = grid.locator("[aria-rowindex='2']")
  await expect(first).toContainText("Person P000")
  await page.keyboard.press("j")
  await page.keyboard.press("m")
  await page.getByRole("dialog").getByLabel("Contacted").check()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole("button", { name: "Move", exact: true }).click()
  await expect(first).toContainText("Contacted")
  const bar = page.getByRole("group", { name: "Stages" })
  await expect(bar.getByRole("button", { name: "Contacted" })).toContainText("1")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(first).toContainText("Sourced")
  await expect(bar.getByRole("button", { name: "Sourced" })).toContainText(String(MANY))

  await page.getByRole("button", { name: "Name", exact: true }).click()
  await expect(page).toHaveURL(/sort=-name/)
  await expect(first).toContainText("Person P129")
  await grid.evaluate((box) => (box.scrollTop = box.scrollHeight)) // the last page is another one
  await expect(grid.locator(`[aria-rowindex='${MANY + 1}']`)).toContainText("Person P000")
  await page.getByLabel("Name, headline, employer").fill("nobody is called so")
  await page.getByRole("button", { name: "Clear the filters" }).click()
  await expect(grid).toHaveAttribute("aria-rowcount", String(MANY + 1))
  await page.getByLabel("Name, headline, employer").fill("p01")
  await expect(grid).toHaveAttribute("aria-rowcount", "11")
  await page.reload()
  await expect(page.getByRole("grid", { name: "Pipeline" })).toHaveAttribute("aria-rowcount", "11")
})

test("some, a range, or all that match are moved after it was said what that does", async ({ page }) => {
  await open(page, `/jobs/${job}?sort=name`)
  const grid = page.getByRole("grid", { name: "Pipeline" })
  await grid.locator("[data-index='2'] [data-do='select']").click()
  await grid.evaluate((box) => (box.scrollTop = box.scrollHeight))
  await expect(grid.locator(`[data-index='${MANY - 3}']`)).toContainText("Person")
  await grid.locator(`[data-index='${MANY - 3}'] [data-do='select']`).click({ modifiers: ["Shift"] })
  const selected = page.getByTestId("selection")
  await expect(selected).toContainText(`${MANY - 4} selected`)
  await selected.getByRole("button", { name: `Select all ${MANY} that match` }).click()
  await expect(selected).toContainText(`All ${MANY} that match`)
  await selected.getByRole("button", { name: "Move" }).click()
  await page.getByRole("dialog").getByLabel("Replied").check()
  await expect(page.getByRole("dialog")).toContainText(`${MANY} of ${MANY} would move (${MANY} sourced)`)
  await page.getByRole("button", { name: `Move ${MANY}` }).click()
  const progress = page.getByTestId("move-progress")
  await expect(progress).toContainText(`of ${MANY} to Replied`)
  expect(await seriousFaults(page)).toEqual([])
  await page.reload()
  await expect(progress).toContainText(`of ${MANY} to Replied`)
  await progress.getByRole("button", { name: /Stop|Undo/ }).click()
  await expect(progress).toContainText(/Cancelled|Moved back/)
})

test("what the server refuses is taken back with a word, and what others do arrives", async ({ page }) => {
  await open(page, `/jobs/${job}?q=p07&sort=name`)
  const first = page.getByRole("grid").locator("[aria-rowindex='2']")
  await expect(first).toContainText("Person P070")
  await page.route("**/api/applicants/*", (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          json: {
            title: "Conflict",
            status: 409,
            detail: "The stage was removed meanwhile.",
            correlation_id: "c0ffee",
          },
        })
      : route.continue(),
  )
  await first.locator("[data-do='move']").click()
  await page.getByRole("dialog").getByLabel("Offer").check()
  await page.getByRole("button", { name: "Move", exact: true }).click()
  await expect(page.getByRole("alert")).toContainText("Person P070 was not moved to Offer")
  await expect(page.getByRole("alert")).toContainText("The stage was removed meanwhile.")
  await expect(first).toContainText("Sourced")
  await page.unroute("**/api/applicants/*")

  const { id } = await standing("Person P071")
  const changed = await api.patch(`/api/applicants/${id}`, { data: { stage_id: stages["interview"] } })
  expect(changed.ok()).toBe(true)
  await expect(page.getByRole("grid").locator("[aria-rowindex='3']")).toContainText("Interview")

  await page.keyboard.press("r") // where the press on the stage left one standing
  const refusing = page.getByRole("button", { name: "Reject", exact: true })
  await expect(refusing).toBeDisabled() // not without a reason
  await page.getByLabel("Why").fill("Moved abroad")
  await refusing.click()
  await expect.poll(async () => (await standing("Person P070")).stage_kind).toBe("rejected")
})

test("cards are dragged from stage to stage, and the person stands beside the board", async ({ page }) => {
  await open(page, `/jobs/${job}?view=kanban&q=p09&sort=name`)
  const [from, to] = [page.getByRole("region", { name: "Sourced" }), page.getByRole("region", { name: "Contacted" })]
  await expect(from.locator("[data-count]")).toHaveText("10")
  expect(await seriousFaults(page)).toEqual([])
  await from.getByText("Person P090").dragTo(to)
  await expect(to.getByText("Person P090")).toBeVisible()
  await expect(from.locator("[data-count]")).toHaveText("9")
  await expect.poll(async () => (await standing("Person P090")).stage_kind).toBe("contacted")
  await expect(from.getByText("Person P090")).toBeHidden() // where it was, the others have moved up
  await page.getByText("Person P091").click()
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Person P091" })).toBeVisible()
  await expect(page).toHaveURL(/candidate=/)
})

test("whom a colleague added is found by the colleague's name, and names stay while columns go by", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1000, height: 700 })
  await open(page, `/jobs/${job}?sort=name`)
  const grid = page.getByRole("grid", { name: "Pipeline" })
  await expect(grid).toHaveAttribute("aria-rowcount", String(MANY + 1))
  const [name, since] = [grid.locator("[aria-rowindex='2'] .name"), grid.getByText("In stage")]
  const [x, aside] = [(await name.boundingBox())?.x, (await since.boundingBox())?.x ?? 0]
  await grid.evaluate((box) => (box.scrollLeft = 120))
  await expect.poll(async () => (await since.boundingBox())?.x).toBe(aside - 120)
  await expect.poll(async () => (await name.boundingBox())?.x).toBe(x)
  await expect(grid).toHaveClass(/aside/) // they rest, and stay where they were
  await expect.poll(async () => (await name.boundingBox())?.x).toBe(x)

  const adder = page.getByRole("combobox", { name: "Added by" })
  await adder.fill("recr")
  await page.getByRole("option", { name: "Recruiter" }).click()
  await expect(page.getByText("No applicants match")).toBeVisible()
  await adder.fill("adm")
  await page.getByRole("option", { name: "Admin" }).click()
  await expect(grid).toHaveAttribute("aria-rowcount", String(MANY + 1))
  await page.reload()
  await expect(adder).toHaveValue("Admin")
  expect(await seriousFaults(page)).toEqual([])
})

test("a phone has names and stages; a client's person sees what is theirs", async ({ page }) => {
  const { id } = await standing("Person P120")
  await api.patch(`/api/applicants/${id}`, { data: { stage_id: stages["sent_to_manager"] } })
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, `/jobs/${job}`, "manager")
  await expect(page.getByRole("grid").locator("[aria-rowindex='2']")).toContainText("Person P120")
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "2") // whom the agency has not sent is not there
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expect(page.getByLabel("Reply")).toBeHidden()
  await expect(page.getByRole("button", { name: "Add candidates" })).toBeHidden()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole("grid").locator("[aria-rowindex='2'] [data-do='move']").click()
  await page.getByRole("dialog").getByLabel("Hired").check()
  await page.getByRole("button", { name: "Move", exact: true }).click()
  await expect(page.getByRole("alert")).toContainText("Ask the agency") // the server says between which stages
})
