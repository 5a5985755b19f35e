// Takes the README's pictures: the board, a candidate, a run while it goes on, the monitor.
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Page } from "@playwright/test"
import { expect, test } from "./ground"

const QUALITY = 82
const PATIENCE = { timeout: 60_000 }
const given = (name: string): string => process.env[`JOBCENTER_PICTURES${name}`] ?? ""
const credentials = { email: given("_EMAIL"), password: given("_PASSWORD") }
const job = given("_JOB")
const boards = JSON.parse(given("_BOARDS") || "[]") as { site: string; board: string }[]
const MANY = 5 // boards that are scraped besides the one that is watched
const ROWS = 24
const ROW = 32 // pixels
const LATIN = /^[\p{Script=Latin}\p{M}\s'’.-]*$/u

/** The window as it is, as WebP: a quarter of what PNG takes. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(1, 1) // nothing is pointed at
  await page.evaluate(() => document.fonts.ready)
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0, PATIENCE)
  const tab = await page.context().newCDPSession(page)
  const { data } = await tab.send("Page.captureScreenshot", { format: "webp", quality: QUALITY })
  await writeFile(join(given(""), `${name}.webp`), Buffer.from(data, "base64"))
  await tab.detach()
}

interface Row {
  candidate_id: string
  name: string
  notes_count: number | null
  next_interview_at: string | null
  off_limits: boolean | null
}

test("the README's pictures", async ({ page, request }) => {
  const signedIn = await request.post("/api/accounts/sign-in", { data: credentials })
  expect(signedIn.status(), await signedIn.text()).toBe(200)
  const { access_token: token } = (await signedIn.json()) as { access_token: string }
  const headers = { Authorization: `Bearer ${token}` }

  const answer = await request.get(`/api/jobs/${job}/board?sort=-replied&limit=200`, { headers })
  const { items } = (await answer.json()) as { items: Row[] }

  await page.goto(`/app/jobs/${job}?sort=-replied`)
  await page.getByLabel("E-mail").fill(credentials.email)
  await page.getByLabel("Password").fill(credentials.password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await expect(page.getByRole("grid", { name: "Pipeline" }).locator("[aria-rowindex='2']")).toBeVisible(PATIENCE)
  await expect(page.getByTestId("count")).toContainText("applicants", PATIENCE)
  // Not every machine has the letters of every name: a place where this one has them.
  const fits = (row: number) => items.slice(row, row + ROWS).every((one) => LATIN.test(one.name))
  const from = Math.max(
    0,
    items.findIndex((_, row) => row + ROWS <= items.length && fits(row)),
  )
  await page.getByRole("grid", { name: "Pipeline" }).evaluate((box, top) => (box.scrollTop = top), from * ROW)
  await expect(page.locator(`[data-index='${from}']`)).toContainText(items[from]?.name ?? "", PATIENCE)
  await take(page, "board")

  // Somebody with whom much has happened, and an interview is to come.
  const [one] = items
    .filter((row) => row.next_interview_at !== null && row.off_limits !== true && LATIN.test(row.name))
    .sort((a, b) => (b.notes_count ?? 0) - (a.notes_count ?? 0))
  const shown = one ?? items[0]
  expect(shown, "nobody stands in the pipeline").toBeDefined()
  await page.goto(`/app/candidates/${shown?.candidate_id ?? ""}`)
  await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible(PATIENCE)
  await take(page, "candidate")

  // What the workers do meanwhile, and one run that cannot go well.
  const asked = boards.filter((one) => !["lever", "careers"].includes(one.site)).slice(0, MANY)
  for (const { site, board } of [...asked, { site: "greenhouse", board: "no-such-board" }]) {
    const started = await request.post("/jobs/scrape", { data: { site_name: site, target: board }, headers })
    expect(started.status(), await started.text()).toBe(202)
  }
  await page.goto("/app/runs?new=1&of=lever&target=birch-analytics")
  await page.getByRole("dialog").getByRole("button", { name: "Scrape it" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "lever · birch-analytics" })).toBeVisible(PATIENCE)
  await expect(page.locator("[data-figure=Pages]")).toHaveText(/^[4-6]$/, { timeout: 120_000 })
  await take(page, "run")

  await page.goto("/app/monitor")
  await expect(page.getByRole("link", { name: "lever · birch-analytics" })).toBeVisible(PATIENCE)
  await expect(page.getByRole("img", { name: /^Waiting over the last day/ })).toBeVisible(PATIENCE)
  await take(page, "monitor")
})
