import { type APIRequestContext } from "@playwright/test"
import { EMAILS, PASSWORD, expect, open, seriousFaults, test } from "./ground"

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** A job with somebody who answered yesterday, meets the client tomorrow, and met it three days ago. */
async function somebodyWaits(request: APIRequestContext) {
  const answer = await request.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const headers = { Authorization: `Bearer ${((await answer.json()) as { access_token: string }).access_token}` }
  const asked = async (method: "get" | "post", path: string, data?: object) => {
    const given = await request[method](path, { headers, ...(data ? { data } : {}) })
    expect(given.ok(), await given.text()).toBe(true)
    return (await given.json()) as never
  }
  const { items } = (await asked("get", "/api/companies?q=acme")) as { items: { id: string }[] }
  const job = (await asked("post", "/api/jobs", { company_id: items[0]?.id, title: "Welder", status: "open" })) as {
    id: string
  }
  const person = (await asked("post", "/api/candidates", { name: "Ada Example", allow_twin: true })) as {
    id: string
  }
  const { rows } = (await asked("post", `/api/jobs/${job.id}/applicants`, { candidate_ids: [person.id] })) as {
    rows: { applicant_id: string }[]
  }
  const applicant = `/api/applicants/${rows[0]?.applicant_id}`
  await asked("post", `${applicant}/mails`, { subject: "Yes", direction: "in", at: day(-1) })
  await asked("post", `${applicant}/interviews`, { scheduled_at: day(1) })
  await asked("post", `${applicant}/interviews`, { scheduled_at: day(-3) })
  return { person, job }
}

test("what could not be read says so, and is read again", async ({ page }) => {
  await page.route("**/api/today*", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      json: { title: "Internal error", status: 500, detail: "Something broke.", correlation_id: "abc123" },
    }),
  )
  await open(page, "/")
  await expect(page.getByRole("alert")).toContainText("Something broke.")
  await page.unroute("**/api/today*")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByText("Nothing waits for you")).toBeVisible()
})

test("nothing waits is good news; what waits leads to its place", async ({ page, request }) => {
  await open(page, "/")
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible()
  await expect(page.getByText("Nothing waits for you")).toBeVisible()
  await expect(page.getByRole("link", { name: "New client" })).toBeVisible() // there is no job yet: how one begins
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole("button", { name: "Look at everyone’s" }).click()
  await expect(page).toHaveURL(/whose=everyone/)

  const { person, job } = await somebodyWaits(request)
  await page.goto("/app/")
  const replies = page.getByRole("region", { name: "Replies" })
  await expect(replies.getByRole("link", { name: "Ada Example" })).toBeVisible()
  await expect(replies.getByRole("link", { name: "Welder" })).toHaveAttribute("href", `/app/jobs/${job.id}`)
  await expect(page.getByRole("region", { name: "Interviews of the next 7 days" })).toContainText("Ada Example")
  await expect(page.getByRole("region", { name: "Interviews without an outcome" })).toContainText("3 days ago")
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(new RegExp(`/candidates/${person.id}`))
})

test("a client's manager sees nothing of what was not sent, on a phone", async ({ page, request }) => {
  await somebodyWaits(request)
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, "/", "manager")
  await expect(page.getByText("Nothing waits for you")).toBeVisible()
  await expect(page.getByLabel("Whose")).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await seriousFaults(page)).toEqual([])
})
