// A long pipeline on which several work at once: very many are moved, others change what one looks at, the server dies.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { request as requests, type APIRequestContext, type Page } from "@playwright/test"
import { EMAILS, expect, open, PASSWORD, seriousFaults, test } from "./ground"

const MANY = 3_000
const LONG = { timeout: 60_000 }
const KINDS = ["sourced", "contacted", "qualified", "sent_to_manager", "interview", "offer", "hired", "rejected"]
const figure = (count: number) => count.toLocaleString("en-GB")

interface Row {
  id: string
  name: string
  stage_id: string
  version: number
}
interface Stage {
  id: string
  kind: string
  count: number
}
let api: APIRequestContext
let job = ""

/** The agency's own way in: what other people do while somebody looks at a board. */
test.beforeAll(async ({ baseURL }) => {
  const bare = await requests.newContext({ baseURL: baseURL ?? "" })
  const answer = await bare.post("/api/accounts/sign-in", { data: { email: EMAILS.recruiter, password: PASSWORD } })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  await bare.dispose()
  const extraHTTPHeaders = { Authorization: `Bearer ${token}` }
  api = await requests.newContext({ baseURL: baseURL ?? "", extraHTTPHeaders })
  const { items } = (await (await api.get("/api/jobs?q=welder")).json()) as { items: { id: string }[] }
  job = items[0]?.id ?? ""
})
test.afterAll(() => api.dispose())

async function rows(query: string): Promise<Row[]> {
  return ((await (await api.get(`/api/jobs/${job}/board?${query}`)).json()) as { items: Row[] }).items
}
/** How many stand in each stage, by its kind, as the server counts. */
async function counts(): Promise<Record<string, number>> {
  const { stages } = (await (await api.get(`/api/jobs/${job}/board/summary`)).json()) as { stages: Stage[] }
  return Object.fromEntries(stages.map((one) => [one.kind, one.count]))
}
async function stage(kind: string): Promise<string> {
  const { stages } = (await (await api.get(`/api/jobs/${job}/stages`)).json()) as { stages: Stage[] }
  return stages.find((one) => one.kind === kind)?.id ?? ""
}
/** Another user moves somebody. */
async function moved(id: string, kind: string, reason?: string): Promise<void> {
  const data = { stage_id: await stage(kind), ...(reason ? { reject_reason: reason } : {}) }
  const answer = await api.patch(`/api/applicants/${id}`, { data })
  expect(answer.ok(), await answer.text()).toBe(true)
}
const gridOf = (page: Page) => page.getByRole("grid", { name: "Pipeline" })
const countOf = (page: Page, kind: string) =>
  page
    .getByRole("group", { name: "Stages" })
    .getByRole("button", { name: `the ${kind}` })
    .locator("[data-count]")
const y = async (page: Page, id: string) => Math.round((await page.locator(`#row-${id}`).boundingBox())?.y ?? -1)

test("thousands are moved by what they match, watched, and moved back, by keyboard alone", async ({ page }) => {
  test.setTimeout(150_000)
  const before = await counts()
  await open(page, `/jobs/${job}?q=person&sort=name`)
  await expect(gridOf(page)).toHaveAttribute("aria-rowcount", String(MANY + 1), LONG)
  await page.keyboard.press("Control+a")
  const selected = page.getByTestId("selection")
  await expect(selected).toContainText(`All ${figure(MANY)} that match`)
  await selected.getByRole("button", { name: "Move" }).focus()
  await page.keyboard.press("Enter")
  await page.getByRole("dialog").getByLabel("the contacted").focus()
  await page.keyboard.press("Space")
  const would = MANY - (before["contacted"] ?? 0)
  await expect(page.getByRole("dialog")).toContainText(`${figure(would)} of ${figure(MANY)} would move`, LONG)
  expect(await counts()).toEqual(before) // that was a look ahead, and no more
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("Enter")

  const progress = page.getByTestId("move-progress")
  await expect(progress).toContainText(`${figure(would)} of ${figure(MANY)} to the contacted`, LONG)
  await expect(progress).toContainText(`${figure(before["contacted"] ?? 0)} stood there already`)
  await expect(countOf(page, "contacted")).toHaveText(figure(MANY), LONG)
  await expect(countOf(page, "sourced")).toHaveText("0")
  await expect(gridOf(page).locator("[aria-rowindex='2']")).toContainText("the contacted")
  expect(await seriousFaults(page)).toEqual([])

  await progress.getByRole("button", { name: "Undo" }).focus()
  await page.keyboard.press("Enter")
  await expect(progress).toContainText("Moved back", LONG)
  for (const kind of KINDS) await expect(countOf(page, kind)).toHaveText(figure(before[kind] ?? 0), LONG)
  expect(await counts()).toEqual(before)
})

test("what another user changes arrives by itself, and the row under the pointer stays where it is", async ({
  page,
}) => {
  const [first, second, third, ...rest] = await rows("limit=60")
  if (!first || !second || !third) throw new Error("The pipeline is empty.")
  await open(page, `/jobs/${job}`)
  const grid = gridOf(page)
  await expect(grid).toHaveAttribute("aria-rowcount", String(MANY + 1), LONG)
  const sourced = Number((await countOf(page, "sourced").textContent())?.replaceAll(/\D/g, ""))

  // At the top there is no room to make way: what would push the row is held back, and said.
  const pointed = rest[7]?.id ?? ""
  await page.locator(`#row-${pointed}`).hover()
  const at = await y(page, pointed)
  await moved(second.id, "offer")
  await expect(countOf(page, "sourced")).toHaveText(figure(sourced - 1), { timeout: 20_000 })
  const shown = page.getByRole("button", { name: /changed · Show/ })
  await expect(shown).toBeVisible({ timeout: 20_000 })
  expect(await y(page, pointed)).toBe(at)
  await page.mouse.move(4, 4) // gone from the table: now they may move up
  await expect(grid.locator("[aria-rowindex='3']")).toHaveId(`row-${third.id}`)
  await expect(shown).toBeHidden()

  // Further down they make way above it, in silence.
  await grid.evaluate((box) => (box.scrollTop = 640))
  const lower = rest[30]?.id ?? ""
  await page.locator(`#row-${lower}`).hover()
  const index = Number(await page.locator(`#row-${lower}`).getAttribute("aria-rowindex"))
  const there = await y(page, lower)
  await moved(first.id, "offer")
  await expect(page.locator(`#row-${lower}`)).toHaveAttribute("aria-rowindex", String(index - 1), { timeout: 20_000 })
  expect(await y(page, lower)).toBe(there)
  await expect(countOf(page, "sourced")).toHaveText(figure(sourced - 2))
})

test("a move that comes too late is taken back with a word, and shows who was first", async ({ page }) => {
  const [one] = await rows(`stage=${await stage("sourced")}&sort=-name&limit=1`)
  if (!one) throw new Error("The pipeline is empty.")
  await open(page, `/jobs/${job}?q=${encodeURIComponent(one.name)}&sort=name`)
  const row = page.locator(`#row-${one.id}`)
  await expect(row).toBeVisible(LONG)
  await row.locator("[data-do='move']").click()
  await page.getByRole("dialog").getByLabel("the interview").check()
  await moved(one.id, "rejected", "Moved abroad")
  await page.getByRole("button", { name: "Move", exact: true }).click()
  await expect(page.getByRole("alert")).toContainText(`${one.name} was not moved to the interview`, LONG)
  await expect(row).toContainText("the rejected")
})

test("a server that dies is told of, nothing is lost, and the board goes on when it is back", async ({ page }) => {
  test.setTimeout(120_000)
  const process_ = process.env["JOBCENTER_E2E_PROCESS"] ?? ""
  const ready = page.waitForResponse(/MoveDialog-[^/]*\.js$/) // what moves is there before it is asked for
  await open(page, `/jobs/${job}?sort=name`)
  await ready
  const grid = gridOf(page)
  await expect(grid).toHaveAttribute("aria-rowcount", String(MANY + 1), LONG)
  const first = grid.locator("[aria-rowindex='2']")
  const [name, was] = [await first.locator(".name").textContent(), await first.locator(".stage").textContent()]

  process.kill(Number(readFileSync(join(process_, "pid"), "utf8")), "SIGKILL")
  const lost = page.getByText("Connection lost: trying again.")
  await expect(lost).toBeVisible(LONG)
  await expect(first).toContainText(name ?? "") // what was read stays to be read
  expect(await seriousFaults(page)).toEqual([])
  await first.locator("[data-do='move']").click()
  await page
    .getByRole("dialog")
    .getByLabel(was === "the offer" ? "the interview" : "the offer")
    .check()
  await page.getByRole("button", { name: "Move", exact: true }).click()
  await expect(page.getByRole("alert")).toContainText("was not moved to", LONG)
  await expect(first.locator(".stage")).toHaveText(was ?? "")
  await grid.evaluate((box) => (box.scrollTop = box.scrollHeight)) // rows that nobody can give now
  const last = grid.locator(`[aria-rowindex='${MANY + 1}']`)
  await expect(last).toHaveAttribute("aria-busy", "true")

  writeFileSync(join(process_, "again"), "")
  await expect(lost).toBeHidden(LONG)
  await expect(last).toContainText("Person", LONG)
  await grid.evaluate((box) => (box.scrollTop = 0))
  await expect(first).toContainText(name ?? "")
  await first.locator("[data-do='move']").click()
  await page.getByRole("dialog").getByLabel("the qualified").check()
  await page.getByRole("button", { name: "Move", exact: true }).click()
  await expect(page.getByRole("status").filter({ hasText: "→ the qualified" })).toBeVisible(LONG)
  await expect(first.locator(".stage")).toHaveText("the qualified")
})

test("a column of the kanban is scrolled to its end, and any column is reached by keyboard", async ({ page }) => {
  await open(page, `/jobs/${job}?view=kanban&sort=name`)
  const column = page.getByRole("region", { name: "the contacted" })
  const [last] = await rows(`stage=${await stage("contacted")}&sort=-name&limit=1`)
  const box = column.getByRole("group")
  const many = (await counts())["contacted"] ?? 0
  await expect.poll(() => box.evaluate((one) => one.scrollHeight), LONG).toBeGreaterThan(50 * many)
  await box.evaluate((one) => (one.scrollTop = one.scrollHeight))
  await expect(column.getByText(last?.name ?? "nobody", { exact: true })).toBeVisible(LONG)
  for (let at = 1; at < KINDS.length; at += 1) await page.keyboard.press("l") // the first is stood on by the first
  await page.keyboard.press("l")
  const end = page.getByRole("region", { name: "the rejected" })
  await expect(end.locator("li.active")).toBeInViewport(LONG)
  await page.keyboard.press("m")
  await expect(page.getByRole("dialog")).toContainText("To the stage")
  expect(await seriousFaults(page)).toEqual([])
})

test("a client's manager finds no way to the pipeline of another client", async ({ page }) => {
  await open(page, "/jobs", "manager")
  await expect(page.getByText("No jobs yet")).toBeVisible()
  await page.goto(`/app/jobs/${job}`)
  await expect(page.getByText(`There is no job ${job}`).first()).toBeVisible(LONG)
  await expect(gridOf(page)).toBeHidden()
  await page.goto(`/app/jobs/${job}/settings`)
  await expect(page.getByText(`There is no job ${job}`).first()).toBeVisible(LONG)
})
