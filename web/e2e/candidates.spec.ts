import { request as requests, type APIRequestContext, type Locator, type Page } from "@playwright/test"
import { EMAILS, expect, open, PASSWORD, seriousFaults, test } from "./ground"

let api: APIRequestContext
let acme = ""
let job = ""
let stages: Record<string, string> = {}

/** The agency's own way in: what other people do while somebody looks at a person. */
async function signedIn(baseURL: string): Promise<APIRequestContext> {
  const bare = await requests.newContext({ baseURL })
  const answer = await bare.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return requests.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
}

async function sent<T = { id: string }>(method: "post" | "patch" | "put", path: string, data: unknown): Promise<T> {
  const answer = await api[method](path, { data })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as T
}
const person = (name: string, more: object = {}) =>
  sent<{ id: string; employer_id: string | null }>("post", "/api/candidates", { name, ...more })

/** Puts somebody into the pipeline of the job, at a stage of this kind; gives the application's id. */
async function applied(id: string, kind = "sourced"): Promise<string> {
  const { rows } = await sent<{ rows: { applicant_id: string }[] }>("post", `/api/jobs/${job}/applicants`, {
    candidate_ids: [id],
    stage_id: stages[kind],
  })
  return rows[0]?.applicant_id ?? ""
}

test.beforeAll(async ({ baseURL }) => {
  api = await signedIn(baseURL ?? "")
  const found = (await (await api.get("/api/companies?q=acme")).json()) as { items: { id: string }[] }
  acme = found.items[0]?.id ?? ""
  job = (await sent("post", "/api/jobs", { company_id: acme, title: "Welding Engineer", status: "open" })).id
  const listed = (await (await api.get(`/api/jobs/${job}/stages`)).json()) as { stages: { id: string; kind: string }[] }
  stages = Object.fromEntries(listed.stages.map((one) => [one.kind, one.id]))
})
test.afterAll(() => api.dispose())

const name = (page: Page, words: string | RegExp) => page.getByRole("heading", { level: 1, name: words })
const tab = (page: Page, label: string) => page.getByRole("tab", { name: label })
/** Goes there and presses a key, as somebody does who has no mouse. */
const press = (where: Locator, key = "Enter") => where.press(key)

test("a person is found by a part of the name, and all that is done stands in the timeline", async ({ page }) => {
  await person("Mara Feldkamp", { title: "Welder", employer: "Rohrbau", email: "mara@example.org", tags: ["tig"] })
  await person("Marek Other")
  await open(page, "/candidates")
  const grid = page.getByRole("grid", { name: "candidates" })
  await expect(grid.getByText("Marek Other")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("/")
  await page.keyboard.type("mara fe")
  await expect(grid.getByText("Marek Other")).toBeHidden()
  await page.keyboard.press("Enter")
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await expect(name(page, "Mara Feldkamp")).toBeVisible()
  await expect(page.getByText("Nothing has happened yet")).toBeVisible()

  await press(tab(page, "Notes"))
  await page.getByLabel("New note").fill("Certified until spring.")
  await press(tab(page, "Timeline")) // what was begun is not lost by looking elsewhere
  await press(tab(page, "Notes"))
  await expect(page.getByLabel("New note")).toHaveValue("Certified until spring.")
  await press(page.getByRole("button", { name: "Write it" }))
  await expect(page.getByRole("listitem").filter({ hasText: "Certified until spring." })).toBeVisible()
  await expect(page.getByLabel("New note")).toHaveValue("")

  await page.keyboard.press("a")
  await press(page.getByRole("button", { name: "Add them" }))
  await expect(page.getByRole("combobox", { name: "Job" })).toHaveAttribute("aria-invalid", "true") // said beside the field
  await page.getByRole("combobox", { name: "Job" }).pressSequentially("welding")
  await expect(page.getByRole("option", { name: "Welding Engineer" })).toBeVisible()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("combobox", { name: "Job" })).toHaveValue("Welding Engineer")
  await press(page.getByRole("button", { name: "Add them" }))
  await expect(page.getByRole("dialog")).toBeHidden()

  await press(tab(page, "Applications"))
  const application = page.getByRole("listitem").filter({ hasText: "Acme GmbH" })
  await expect(application).toContainText("Sourced")
  await press(application.getByRole("button", { name: "Move", exact: true }))
  await page.getByRole("combobox", { name: "Stage" }).selectOption({ label: "Rejected" })
  await press(page.getByRole("button", { name: "Reject" }))
  await expect(page.getByLabel("Why")).toHaveAttribute("aria-invalid", "true")
  await page.getByRole("combobox", { name: "Stage" }).selectOption({ label: "Contacted" })
  await press(page.getByRole("dialog").getByRole("button", { name: "Move", exact: true }))
  await expect(page.getByRole("dialog")).toBeHidden()
  await expect(application).toContainText("Contacted")

  await press(application.getByRole("button", { name: "Interview" }))
  await page.getByLabel("When").fill("2031-05-06T10:30")
  await page.getByLabel("Interviewer").fill("Ida Quist")
  await press(page.getByRole("dialog").getByRole("button", { name: "Save" }))
  await expect(page.getByRole("dialog")).toBeHidden()

  await press(tab(page, "Timeline"))
  const timeline = page.getByRole("tabpanel").getByRole("listitem")
  for (const words of [
    "with Ida Quist",
    "from Sourced to Contacted",
    "Entered at Sourced",
    "Certified until spring.",
  ]) {
    await expect(timeline.filter({ hasText: words })).toHaveCount(1)
  }
  await expect(timeline.first()).toContainText("6 May 2031, 10:30") // what is to come stands first
  expect(await seriousFaults(page)).toEqual([])
})

test("pages elsewhere are put down and taken away; a wrong address is told beside the field", async ({ page }) => {
  const read = { source: "linkedin", url: "https://www.linkedin.com/in/petra-p", name: "Petra Profile" }
  const { candidate_id: id } = await sent<{ candidate_id: string }>("put", "/api/profiles", read)
  await open(page, `/candidates/${id}`, "recruiter")
  await press(page.getByRole("button", { name: "Remove the profile linkedin.com/in/petra-p" }))
  await press(page.getByRole("dialog").getByRole("button", { name: "Remove it" }))
  await expect(page.getByRole("link", { name: "linkedin.com/in/petra-p" })).toBeHidden()

  await press(page.getByRole("button", { name: "Add a page" }))
  await page.keyboard.type("no address")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("textbox", { name: "Address" })).toHaveAttribute("aria-invalid", "true")
  await page.getByRole("textbox", { name: "Address" }).fill("www.petra.example/work/")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("link", { name: "petra.example/work" })).toBeVisible()
  await press(page.getByRole("button", { name: "Remove the page petra.example/work" }))
  await expect(page.getByRole("link", { name: "petra.example/work" })).toBeHidden()
  await press(page.getByRole("button", { name: "Undo" }))
  await expect(page.getByRole("link", { name: "petra.example/work" })).toBeVisible()
})

test("beside the board one goes from person to person, and the board's own dialogs stay shut", async ({ page }) => {
  const ids = [await person("Board Anna"), await person("Board Bela"), await person("Board Cleo")].map((one) => one.id)
  for (const id of ids) await applied(id)
  await open(page, `/jobs/${job}?q=board&sort=name`)
  await expect(page.getByRole("grid").locator("[aria-rowindex='4']")).toContainText("Board Cleo")
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  const drawer = page.getByRole("dialog")
  await expect(drawer.getByRole("heading", { name: "Board Anna" })).toBeVisible()
  await expect(drawer.getByText("Entered at Sourced")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("j")
  await expect(drawer.getByRole("heading", { name: "Board Bela" })).toBeVisible()
  await press(tab(page, "Notes"))
  await page.keyboard.press("j")
  await expect(drawer.getByRole("heading", { name: "Board Cleo" })).toBeVisible()
  await expect(page.getByLabel("New note")).toBeVisible() // the tab stays
  await page.keyboard.press("k")
  await expect(drawer.getByRole("heading", { name: "Board Bela" })).toBeVisible()

  await press(drawer.getByRole("button", { name: "Edit", exact: true }))
  const edit = page.getByRole("dialog", { name: "Edit Board Bela" })
  await press(edit.getByRole("button", { name: "Close" }), "j") // a dialog shuts off what is behind it
  await expect(edit).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(edit).toBeHidden()
  await expect(drawer.getByRole("heading", { name: "Board Bela" })).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(drawer).toBeHidden()
  await page.keyboard.press("j")
  await page.keyboard.press("o")
  await expect(drawer.getByRole("heading", { name: "Board Cleo" })).toBeVisible()
})

test("when somebody else was first both versions are there, and nothing typed is lost", async ({ page }) => {
  const { id } = await person("Nora Contested", { location: "Bonn", headline: "Before" })
  const elsewhere = (data: object) => sent("patch", `/api/candidates/${id}`, data)
  await open(page, `/candidates/${id}`)
  await page.keyboard.press("e")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("E-mail").fill("no address")
  await press(dialog.getByRole("button", { name: "Save" }))
  await expect(dialog.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true")
  await dialog.getByLabel("E-mail").fill("nora@example.org")
  await dialog.getByLabel("Place").fill("Typed here")
  await elsewhere({ location: "Changed elsewhere", headline: "After" })
  await press(dialog.getByRole("button", { name: "Save", exact: true }))
  await expect(dialog.getByRole("alert")).toContainText("changed meanwhile")
  await expect(dialog.getByTestId("meanwhile")).toContainText("Changed elsewhere")
  await expect(dialog.getByLabel("Place")).toHaveValue("Typed here")
  expect(await seriousFaults(page)).toEqual([])
  await press(dialog.getByRole("button", { name: "Save mine over it" }))
  await expect(dialog).toBeHidden()
  const profile = page.getByRole("region", { name: "Profile" })
  await expect(profile).toContainText("Typed here")
  await expect(profile).toContainText("After") // what nobody touched here stays as the other left it
  await expect(profile).toContainText("nora@example.org")

  await page.keyboard.press("e")
  await dialog.getByLabel("Place").fill("Typed once more")
  await elsewhere({ location: "Theirs" })
  await press(dialog.getByRole("button", { name: "Save", exact: true }))
  await press(dialog.getByRole("button", { name: "Drop mine, show theirs" }))
  await expect(dialog).toBeHidden()
  await expect(profile).toContainText("Theirs")
})

test("an interview that somebody else has changed is read anew where one's own is dropped", async ({ page }) => {
  const { id } = await person("Ines Interviewed")
  const applicant = await applied(id)
  const made = await sent("post", `/api/applicants/${applicant}/interviews`, {
    scheduled_at: "2031-02-03T09:00:00Z",
    interviewer: "Ida",
  })
  await open(page, `/candidates/${id}?part=interviews`)
  await press(page.getByRole("button", { name: /with Ida/ }))
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Note").fill("Typed here")
  await sent("patch", `/api/interviews/${made.id}`, { interviewer: "Otto" })
  await press(dialog.getByRole("button", { name: "Save", exact: true }))
  await expect(dialog.getByTestId("meanwhile")).toContainText("Otto")
  await expect(dialog.getByLabel("Note")).toHaveValue("Typed here")
  await press(dialog.getByRole("button", { name: "Drop mine, show theirs" }))
  await expect(dialog).toBeHidden()
  await press(page.getByRole("button", { name: /with Otto/ }))
  await expect(dialog.getByLabel("Interviewer")).toHaveValue("Otto")
  await expect(dialog.getByLabel("Note")).toHaveValue("")
})

test("who is off-limits is shown with every reason, and added by nobody but an admin", async ({ page }) => {
  const { id, employer_id: employer } = await person("Olga Offlimits", { employer: "Partnerwerk" })
  const contract = await sent("post", `/api/companies/${acme}/contracts`, { title: "Frame", starts_on: "2020-01-01" })
  for (const reason of ["Partner of our client.", "Agreed by hand."]) {
    const rule = { contract_id: contract.id, company_id: employer, reason, starts_on: "2020-01-01" }
    await sent("post", `/api/companies/${acme}/off-limits`, rule)
  }
  await open(page, `/candidates/${id}`, "recruiter")
  const banner = page.getByRole("note", { name: "Off-limits" })
  await expect(banner).toContainText("Partner of our client.")
  await expect(banner).toContainText("Agreed by hand.")
  await expect(banner).toContainText("Acme GmbH")
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("a")
  await page.getByRole("combobox", { name: "Job" }).pressSequentially("welding")
  await expect(page.getByRole("option", { name: "Welding Engineer" })).toBeVisible()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  await press(page.getByRole("button", { name: "Add them" }))
  await expect(page.getByRole("alert")).toContainText("Only an admin may add them anyway")
  await expect(page.getByLabel("Add them though they are off-limits")).toBeHidden()
})

test("a client's person sees whom the agency has sent, and no more of them than that", async ({ page }) => {
  const hidden = await person("Greta Unsent", { email: "greta@example.org" })
  await applied(hidden.id)
  const shown = await person("Gustav Sent", {
    email: "gustav@example.org",
    tags: ["secret tag"],
    employer: "Sendwerk",
  })
  const applicant = await applied(shown.id)
  await sent("patch", `/api/applicants/${applicant}`, { stage_id: stages["sent_to_manager"], note: "Between us" })
  await sent("post", `/api/candidates/${shown.id}/notes`, { text: "For us alone" })
  await sent("post", `/api/candidates/${shown.id}/notes`, { text: "For the client", is_internal: false })
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, "/candidates", "manager")
  await expect(page.getByRole("link", { name: "Gustav Sent" })).toBeVisible()
  await expect(page.getByText("Greta Unsent")).toBeHidden()
  await page.getByRole("link", { name: "Gustav Sent" }).click()
  await expect(page.getByText("For the client")).toBeVisible()
  await expect(page.getByText("Shown from an interview on").first()).toBeVisible()
  for (const words of ["For us alone", "Between us", "secret tag", "gustav@example.org"]) {
    await expect(page.getByText(words)).toBeHidden()
  }
  await expect(page.getByRole("note")).toBeHidden()
  await expect(tab(page, "Mails")).toBeHidden()
  await expect(page.getByRole("button", { name: "Edit" })).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await seriousFaults(page)).toEqual([])
  await press(tab(page, "Applications"))
  await press(page.getByRole("button", { name: "Move", exact: true }))
  await page.getByRole("combobox", { name: "Stage" }).selectOption({ label: "Interview" })
  await press(page.getByRole("dialog").getByRole("button", { name: "Move", exact: true }))
  await expect(page.getByRole("link", { name: "gustav@example.org" })).toBeVisible() // from an interview on
  const interview = { scheduled_at: "2031-02-03T09:00:00Z", interviewer: "Ida Quist", note: "Ours" }
  await sent("post", `/api/applicants/${applicant}/interviews`, interview)
  await page.reload()
  await press(tab(page, "Interviews"))
  await press(page.getByRole("button", { name: /with Ida Quist/ }))
  await expect(page.getByRole("dialog")).toContainText("written by who asks") // it is not theirs: they only look
  await expect(page.getByRole("dialog").getByRole("button", { name: "Save" })).toBeHidden()
  expect(await seriousFaults(page)).toEqual([])
  await page.goto(`/app/candidates/${hidden.id}`)
  await expect(page.getByText("The candidate is not here")).toBeVisible()
})

/** What axe finds in light and in dark, once the colours have changed. */
async function faultsInBoth(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction(() => document.getAnimations().length === 0)
    found.push(...(await seriousFaults(page)).map((one) => `${colorScheme}: ${one}`))
  }
  return found
}

test("every dialog is right for who cannot see it, in light and in dark", async ({ page }) => {
  test.slow() // eleven pages, each looked at twice
  const { id } = await person("Dana Dialog", { employer: "Dialogwerk", email: "dana@example.org" })
  const applicant = await applied(id, "offer")
  const held = await sent("post", `/api/applicants/${applicant}/interviews`, { scheduled_at: "2031-02-03T09:00:00Z" })
  const mail = await sent("post", `/api/applicants/${applicant}/mails`, { direction: "out", subject: "Hello" })
  await open(page, "/candidates")
  await expect(page.getByRole("grid").getByText("Dana Dialog")).toBeVisible()
  expect(await faultsInBoth(page)).toEqual([])
  await page.goto(`/app/candidates/${id}`)
  await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible()
  expect(await faultsInBoth(page)).toEqual([])
  await page.goto(`/app/jobs/${job}?q=dana&candidate=${id}`)
  await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible()
  expect(await faultsInBoth(page)).toEqual([])
  const deeds = [
    ...["edit", "add", "page", `move.${applicant}`, `interview.${applicant}`, `held.${held.id}`],
    ...[`mail.${applicant}`, `read.${mail.id}`, `place.${applicant}`],
  ]
  for (const deed of deeds) {
    await page.goto(`/app/candidates/${id}?part=applications&deed=${deed}`)
    await expect(page.getByRole("dialog").getByRole("button").last()).toBeVisible()
    await expect(page.getByText("Acme GmbH").first()).toBeVisible()
    expect(await faultsInBoth(page), deed).toEqual([])
  }
})
