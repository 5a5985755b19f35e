import { EMAILS, PASSWORD, expect, open, seriousFaults, test } from "./ground"

const DIALOG = "Sign in again"

test("a wrong password is told, the right one leads where one wanted to go", async ({ page }) => {
  await page.goto("/app/companies?q=acme")
  await expect(page.getByRole("heading", { name: "Sign in to Job Center" })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel("E-mail").fill(EMAILS.recruiter)
  await page.getByLabel("Password").fill("wrong horse battery")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("The e-mail or the password is wrong")
  await page.getByLabel("Password").fill(PASSWORD)
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/app\/companies\?q=acme$/)
  await expect(page.getByRole("link", { name: "Acme GmbH" })).toBeVisible()
  await expect(page).toHaveTitle("Companies · Job Center")
})

test("a reload stays signed in, and no script can read what signs in", async ({ page, context }) => {
  await open(page, "/companies")
  await page.reload()
  await expect(page.getByRole("grid")).toBeVisible()
  expect(
    await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])),
  ).not.toMatch(/jobcenter_refresh|eyJ/)
  const cookie = (await context.cookies(`${new URL(page.url()).origin}/api/accounts/refresh`)).find(
    (one) => one.name === "jobcenter_refresh",
  )
  expect([cookie?.httpOnly, cookie?.sameSite]).toEqual([true, "Strict"])
})

test("a sign-in that ends in the middle of a form loses nothing that was typed", async ({ page, request }) => {
  await open(page, "/companies", "recruiter")
  await page.getByRole("button", { name: "New company" }).click()
  await page.getByLabel("Name", { exact: true }).fill("Typed Before The End Ltd")
  await page.getByLabel("About").fill("A long text that nobody wants to type twice.")

  // Somebody changes this user's password elsewhere: every sign-in but that one ends.
  const asked = await request.post("/api/accounts/sign-in", { data: { email: EMAILS.recruiter, password: PASSWORD } })
  const { access_token: token } = (await asked.json()) as { access_token: string }
  await request.post("/api/accounts/me/password", {
    data: { current_password: PASSWORD, new_password: PASSWORD },
    headers: { Authorization: `Bearer ${token}` },
  })

  await page.getByRole("button", { name: "Add it" }).click()
  const dialog = page.getByRole("dialog", { name: DIALOG })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByLabel("E-mail")).toHaveValue(EMAILS.recruiter)
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByLabel("Password").fill(PASSWORD)
  await page.keyboard.press("Enter")
  await expect(dialog).toBeHidden()
  await expect(page.getByRole("heading", { name: "Typed Before The End Ltd" })).toBeVisible()
  await expect(page.getByText("A long text that nobody wants to type twice.")).toBeVisible()
})

test("signing out ends it in every tab", async ({ page, context }) => {
  await open(page, "/companies")
  const other = await context.newPage()
  await other.goto("/app/settings")
  await other.getByRole("button", { name: "Sign out", exact: true }).click()
  for (const tab of [page, other]) await expect(tab).toHaveURL(/\/app\/sign-in/)
})
