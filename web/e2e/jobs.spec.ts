import { type APIRequestContext, type Page } from "@playwright/test"
import { EMAILS, PASSWORD, expect, open, seriousFaults, test } from "./ground"

/** The API beside the page: what another user does meanwhile. */
async function another(request: APIRequestContext) {
  const answer = await request.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const headers = { Authorization: `Bearer ${((await answer.json()) as { access_token: string }).access_token}` }
  const asked = async (method: "get" | "post" | "patch" | "put", path: string, data?: object) => {
    const given = await request[method](path, { headers, ...(data ? { data } : {}) })
    expect(given.ok(), await given.text()).toBe(true)
    return (await given.json()) as Record<string, unknown>
  }
  const companies = (await asked("get", "/api/companies?q=acme")) as unknown as { items: { id: string }[] }
  const job = async (title: string) =>
    String((await asked("post", "/api/jobs", { company_id: companies.items[0]?.id, title, status: "open" }))["id"])
  return { asked, job }
}
/** Choose in a combobox by typing. */
async function choose(page: Page, label: string, words: string, name: string) {
  await page.getByRole("combobox", { name: label }).fill(words)
  await page.getByRole("option", { name }).click()
}

test("a job is added with its client, found again, opened and put on hold", async ({ page }) => {
  await open(page, "/jobs")
  await expect(page.getByText("No jobs yet")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("c")
  await page.keyboard.type("Senior Welder")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("Choose the client")
  await choose(page, "Client", "acm", "Acme GmbH")
  await page.getByLabel("Place").fill("Linz")
  await expect(page.getByRole("listbox")).toBeHidden()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel("Openings").fill("3")
  await page.getByRole("button", { name: "Add it" }).click()
  await expect(page).toHaveURL(/\/app\/jobs\/[0-9a-f-]{36}$/)

  await page.goto("/app/jobs?q=welder")
  const row = page.getByRole("row", { name: /Senior Welder/ })
  await expect(row).toContainText("Acme GmbH")
  await expect(row).toContainText("0 / 3")
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("j")
  await page.keyboard.press("e")
  await expect(page).toHaveURL(/\/settings$/)
  await expect(page.getByLabel("Place")).toHaveValue("Linz")
  await page.getByLabel("Status").selectOption("on_hold")
  await choose(page, "In charge", "recr", "Recruiter")
  await page.getByRole("button", { name: "Save the job" }).click()
  await expect(page.getByText("Senior Welder is saved.")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])

  await page.goto("/app/jobs?status=open")
  await page.getByRole("button", { name: "Clear the filters" }).click()
  await expect(row).toContainText("On hold")
  await expect(row).toContainText("Recruiter")
  await page.keyboard.press("Control+k")
  await page.keyboard.type("welder")
  await expect(page.getByRole("option", { name: /Senior Welder/ })).toBeVisible()
})

test("stages are added, renamed and moved by keyboard; one with people in it stays", async ({ page, request }) => {
  const { asked, job } = await another(request)
  const id = await job("Baker")
  const person = await asked("post", "/api/candidates", { name: "Ada Example", email: "ada@example.com" })
  await asked("post", `/api/jobs/${id}/applicants`, { candidate_ids: [person["id"]] })
  await open(page, `/jobs/${id}/settings`)
  const stages = page.getByRole("list", { name: "Stages" }).getByRole("listitem")
  const names = async () => Promise.all((await stages.all()).map((one) => one.getByRole("textbox").inputValue()))
  await expect(stages).toHaveCount(8)
  await expect(stages.first()).toContainText("1 here")

  await page.getByRole("button", { name: "Add a stage" }).click()
  await page.keyboard.type("Offer") // there is one of that name
  await page.getByRole("button", { name: "Save the stages" }).click()
  await expect(page.getByRole("alert")).toContainText("Give each a name of its own")
  await page.getByLabel("Name of stage 7").fill("Trial day")
  await page.getByRole("button", { name: /^Move Trial day/ }).press("ArrowUp")
  await page.getByRole("button", { name: /^Move Trial day/ }).press("ArrowUp")
  await page.getByRole("button", { name: "Save the stages" }).click()
  await expect(page.getByText("The stages are saved.")).toBeVisible()
  expect((await names()).slice(4, 7)).toEqual(["Trial day", "Interview", "Offer"])

  // Dragged by its handle to where another stands.
  const handle = page.getByRole("button", { name: /^Move Trial day/ })
  const target = await page.getByRole("button", { name: /^Move Contacted/ }).boundingBox()
  await handle.hover()
  await page.mouse.down()
  await page.mouse.move((target?.x ?? 0) + 5, (target?.y ?? 0) + 5, { steps: 8 })
  await page.mouse.up()
  expect((await names()).slice(0, 3)).toEqual(["Sourced", "Trial day", "Contacted"])

  await page.getByRole("button", { name: "Take out Sourced" }).click()
  await page.getByLabel("Kind of stage 1").selectOption("sourced") // else a pipeline without an entrance
  await page.getByRole("button", { name: "Save the stages" }).click()
  await expect(page.getByRole("alert")).toContainText("'Sourced' has 1")
  await page.getByRole("button", { name: "Put the removed stages back" }).click()
  await page.getByRole("button", { name: "Save the stages" }).click()
  await expect(page.getByRole("alert")).toBeHidden()
  await expect(page.getByRole("button", { name: "Save the stages" })).toBeDisabled()
  expect(await names()).toContain("Sourced")
  expect(await seriousFaults(page)).toEqual([])
})

test("when somebody else was first, what they changed is told and both are kept", async ({ page, request }) => {
  const { asked, job } = await another(request)
  const id = await job("Contested job")
  await open(page, `/jobs/${id}/settings`)
  await page.getByLabel("Place").fill("Typed here")
  await page.getByLabel("Name of stage 1").fill("My own word")
  await asked("patch", `/api/jobs/${id}`, { title: "Changed elsewhere" })
  await page.getByRole("button", { name: "Save the job" }).click()
  const form = page.getByRole("form", { name: "The job" })
  await expect(form.getByRole("alert")).toContainText("changed meanwhile")
  await expect(form.getByText("Title: Changed elsewhere")).toBeVisible()
  await form.getByRole("button", { name: "Save mine over it" }).click()
  await expect(page.getByText("Changed elsewhere is saved.")).toBeVisible()
  await expect(page.getByLabel("Place")).toHaveValue("Typed here")

  const now = (await asked("get", `/api/jobs/${id}/stages`)) as unknown as { stages: object[] }
  await asked("put", `/api/jobs/${id}/stages`, {
    stages: [...now.stages.map(plain), { name: "Theirs", kind: "offer" }],
  })
  await page.getByRole("button", { name: "Save the stages" }).click()
  await page.getByRole("button", { name: "Save mine with theirs" }).click()
  await expect(page.getByText("The stages are saved.")).toBeVisible()
  await expect(page.getByLabel("Name of stage 1", { exact: true })).toHaveValue("My own word")
  await expect(page.getByLabel("Name of stage 9")).toHaveValue("Theirs")
})
const plain = (stage: object) => Object.fromEntries(Object.entries(stage).filter(([name]) => name !== "position"))

test("a stage template is made, refused, used, deleted and brought back", async ({ page }) => {
  await open(page, "/jobs/templates")
  await expect(page.getByText("No stage templates yet")).toBeVisible()
  await page.keyboard.press("c")
  await page.keyboard.type("Short way")
  await page.getByRole("button", { name: "Take out Rejected" }).click()
  await page.getByRole("button", { name: "Add it" }).click()
  await expect(page.getByRole("alert")).toContainText("rejected (where a rejection ends)")
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel("Kind of stage 2").selectOption("rejected")
  await page.getByLabel("Name of stage 2").fill("Out")
  await page.getByRole("button", { name: "Add it" }).click()
  await expect(page.getByRole("row", { name: /Short way/ })).toContainText("Sourced · Out · Hired")
  await expect(page.getByRole("dialog")).toBeHidden()
  expect(await seriousFaults(page)).toEqual([])

  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Delete" }).click()
  await expect(page.getByText("No stage templates yet")).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByRole("row", { name: /Short way/ })).toBeVisible()

  await page.goto("/app/jobs?new=1")
  await page.getByLabel("Stages").selectOption({ label: "Short way" })
  await expect(page.getByText("Sourced · Out · Hired")).toBeVisible()
})

test("a client's manager sees the own jobs on a phone, and changes words alone", async ({ page, request }) => {
  const { job } = await another(request)
  const id = await job("Job of Acme")
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, "/jobs", "manager")
  await expect(page.getByRole("link", { name: "Job of Acme" })).toBeVisible()
  await expect(page.getByRole("button", { name: "New job" })).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.goto(`/app/jobs/${id}/settings`)
  await page.getByLabel("Title").fill("Job of Acme, in our words")
  await page.getByRole("button", { name: "Save the job" }).click()
  await expect(page.getByRole("heading", { name: "Job of Acme, in our words" })).toBeVisible()
  await expect(page.getByLabel("Status")).toBeHidden()
  await expect(page.getByRole("button", { name: "Add a stage" })).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await seriousFaults(page)).toEqual([])
  await page.goto("/app/jobs/templates")
  await expect(page.getByRole("heading", { name: "Not for your role" })).toBeVisible()
})
