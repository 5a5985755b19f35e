import { expect, open, seriousFaults, test } from "./ground"

test("a board is scraped from the command palette, and its run watched from queued to done", async ({ page }) => {
  await open(page, "/runs")
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible()
  await page.keyboard.press("Control+k")
  await page.keyboard.type("scrape a board")
  await page.keyboard.press("Enter")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Site").fill("lev")
  await page.getByRole("option", { name: /Lever/ }).click()
  await expect(dialog.getByText("https://jobs.lever.co/<name>")).toBeVisible()
  await dialog.getByRole("button", { name: "Scrape it" }).click()
  await expect(dialog.getByLabel("Target")).toHaveAttribute("aria-invalid", "true") // Lever needs one
  await dialog.getByLabel("Target").fill("birch-analytics")
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByLabel("Target").press("Enter")

  await expect(page.getByRole("heading", { level: 1, name: "lever · birch-analytics" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible()
  await expect(page.getByText("Succeeded", { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.locator("[data-figure=New]")).not.toHaveText("0")
  const log = page.getByRole("log")
  await expect(log.getByRole("listitem").first()).toContainText("Asked for by admin@example.com.")
  await expect(log).toContainText("A worker started it.")
  await expect(log).toContainText("stored: ")
  await expect(log.getByRole("listitem").last()).toContainText("Succeeded")
  await page.reload() // whoever opens it later reads the same, from what was stored
  await expect(log).toContainText("A worker started it.")
  await expect(log).toContainText(/Stored: \d+ new\./)
  await expect(log).toContainText(/Altogether: pages? 1/)
  await expect(log.getByRole("listitem").last()).toContainText("Succeeded")
  await page.getByRole("tab", { name: "Postings" }).click()
  await expect(page.getByRole("list", { name: "Postings of the run" }).getByRole("listitem").first()).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
})

test("a schedule shows its next moments while its cron is typed; why its run failed is told first", async ({
  page,
}) => {
  await open(page, "/schedules")
  await page.getByRole("button", { name: "New schedule" }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Name").fill("Nobody, on weekdays")
  await dialog.getByLabel("Site").fill("greenh")
  await page.getByRole("option", { name: /Greenhouse/ }).click()
  await dialog.getByLabel("Target").fill("no-such-board")
  await dialog.getByLabel("When").selectOption("cron")
  await dialog.getByLabel("Cron").fill("61 6 * * *")
  await expect(dialog.getByLabel("Cron")).toHaveAttribute("aria-invalid", "true")
  await dialog.getByLabel("Cron").fill("0 6 * * 1-5")
  const moments = dialog.getByRole("region", { name: "Its next five occurrences" })
  await expect(moments.getByRole("listitem")).toHaveCount(5)
  await expect(moments.getByRole("listitem").first()).toContainText("06:00")
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByRole("button", { name: "Make it" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Nobody, on weekdays" })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])

  await page.getByRole("button", { name: "Pause" }).click()
  await expect(page.getByText("Paused by a person")).toBeVisible()
  await page.getByRole("button", { name: "Run now" }).click()
  await expect(page.getByRole("heading", { name: "Why it failed" })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('has no board "no-such-board"').first()).toBeVisible()
  await expect(page.getByText("What to do:")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole("link", { name: "Scrape with another target" }).click()
  await expect(page.getByRole("dialog").getByLabel("Target")).toHaveValue("no-such-board")
})

test("somebody else was first with a schedule; a name that is taken is told at its field", async ({
  page,
  request,
}) => {
  const signedIn = await request.post("/api/accounts/sign-in", {
    data: { email: "admin@example.com", password: process.env["JOBCENTER_E2E_PASSWORD"] ?? "" },
  })
  const { access_token: token } = (await signedIn.json()) as { access_token: string }
  const headers = { Authorization: `Bearer ${token}` }
  const body = { site_name: "lever", target: "birch-analytics", interval_minutes: 60, enabled: false }
  const make = async (name: string) => {
    const made = await request.post("/api/scraping/schedules", { data: { ...body, name }, headers })
    expect(made.status()).toBe(201)
    return (await made.json()) as { id: string }
  }
  await make("Taken")
  const { id } = await make("Contested")
  await open(page, "/schedules?q=contested")
  await page.getByRole("link", { name: "Contested" }).click()
  await page.getByRole("button", { name: "Edit" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Name").fill("Taken")
  await dialog.getByRole("button", { name: "Save", exact: true }).click()
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true")
  await dialog.getByLabel("Name").fill("Mine")
  const changed = await request.patch(`/api/scraping/schedules/${id}`, { data: { enabled: true }, headers })
  expect(changed.status()).toBe(200)
  await dialog.getByRole("button", { name: "Save", exact: true }).click()
  await expect(dialog.getByRole("alert")).toContainText("changed meanwhile")
  await dialog.getByRole("button", { name: "Save mine over it" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Mine" })).toBeVisible()
})

test("the monitor and the sites say how it is now, also on a phone, and when they cannot be read", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, "/monitor", "recruiter")
  await expect(page.getByText(/^worker@/)).toBeVisible({ timeout: 15_000 })
  await expect(page.getByText("Free").first()).toBeVisible()
  await expect(page.getByRole("img", { name: /^Waiting over the last day/ })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await seriousFaults(page)).toEqual([])
  await page.route("**/api/scraping/monitor", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      json: { title: "Internal error", status: 500, detail: "Something broke.", correlation_id: "abc123" },
    }),
  )
  await expect(page.getByText("Not fresh: cannot be read now")).toBeVisible()
  await page.goto("/app/sites")
  await page.getByText("Greenhouse", { exact: true }).click()
  const drawer = page.getByRole("dialog")
  await expect(drawer.getByText("Applicant system")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await drawer.getByRole("link", { name: "Its schedules" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Schedules" })).toBeVisible()
  await expect(page.getByRole("button", { name: "New schedule" })).toBeHidden() // a recruiter plans nothing
})
