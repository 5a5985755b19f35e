import { expect, open, seriousFaults, test } from "./ground"

test("a company is added, found, changed by keyboard alone", async ({ page }) => {
  await open(page, "/companies")
  await expect(page.getByRole("grid")).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("c")
  await page.keyboard.type("Acme GmbH")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toBeVisible() // there is one of that name
  await page.getByLabel("Name", { exact: true }).fill("Brandnew Ltd")
  await page.getByLabel("Domains").fill("no domain at all")
  await page.getByLabel("Name", { exact: true }).press("Enter")
  await expect(page.getByLabel("Domains")).toHaveAttribute("aria-invalid", "true")
  await page.getByLabel("Domains").fill("brandnew.example")
  await page.getByLabel("Name", { exact: true }).press("Enter")
  await expect(page.getByRole("heading", { name: "Brandnew Ltd" })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])

  await page.keyboard.press("Control+k")
  await page.keyboard.type("acme")
  await expect(page.getByRole("option", { name: "Acme GmbH" })).toBeVisible()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: "Acme GmbH" })).toBeVisible()
  await page.keyboard.press("g")
  await page.keyboard.press("c")
  await expect(page.getByRole("grid")).toBeVisible()
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name: "Acme GmbH" })).toBeVisible()
})

test("when somebody else was first, both versions are there to choose from", async ({ page, request }) => {
  await open(page, "/companies?q=contested")
  await page.getByRole("link", { name: "Contested AG" }).click()
  await page.getByRole("button", { name: "Edit" }).click()
  await page.getByLabel("Place").fill("Typed here")
  const signedIn = await request.post("/api/accounts/sign-in", {
    data: { email: "admin@example.com", password: process.env["JOBCENTER_E2E_PASSWORD"] ?? "" },
  })
  const { access_token: token } = (await signedIn.json()) as { access_token: string }
  const id = new URL(page.url()).pathname.split("/").at(-1)
  const changed = await request.patch(`/api/companies/${id}`, {
    data: { location: "Changed elsewhere" },
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(changed.status()).toBe(200)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByRole("alert")).toContainText("changed meanwhile")
  await page.getByRole("button", { name: "Save mine over it" }).click()
  await expect(page.getByRole("dialog")).toBeHidden()
  await expect(page.getByText("Typed here")).toBeVisible()
})

test("nothing found, nothing there, and nothing answered look different and say what to do", async ({ page }) => {
  await open(page, "/companies?q=nobodyhasthisname")
  await page.getByRole("button", { name: "Clear the filters" }).click()
  await expect(page.getByRole("grid")).toBeVisible()
  await page.route("**/api/companies*", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      json: { title: "Internal error", status: 500, detail: "Something broke.", correlation_id: "abc123" },
    }),
  )
  await page.getByLabel("Name or domain").fill("another")
  const told = page.getByRole("alert")
  await expect(told).toContainText("Something broke.")
  await expect(told).toContainText("abc123")
  await page.unroute("**/api/companies*")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByText("No companies match these filters")).toBeVisible()
  await page.goto("/app/no/such/page")
  await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible()
})

test("a server that goes away is told, and its return too", async ({ page }) => {
  await open(page, "/companies")
  await expect(page.getByRole("grid")).toBeVisible()
  await page.context().setOffline(true)
  await page.getByLabel("Name or domain").fill("acme")
  await expect(page.getByText("Connection lost")).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText("Connected again")).toBeVisible()
  await expect(page.getByRole("link", { name: "Acme GmbH" })).toBeVisible()
})

test("a phone gets the same, in one column", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, "/companies", "manager")
  await expect(page.getByRole("link", { name: "Acme GmbH" })).toBeVisible()
  await expect(page.getByRole("button", { name: "New company" })).toBeHidden() // a manager only looks
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("dialog").getByRole("link", { name: "Settings" }).click()
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
})
