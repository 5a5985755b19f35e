import type { APIRequestContext, Page } from "@playwright/test"
import { EMAILS, PASSWORD, expect, open, seriousFaults, test } from "./ground"

/** What an admin does elsewhere, with the recruiter's account. */
async function recruiter(request: APIRequestContext) {
  const asked = await request.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const headers = { Authorization: `Bearer ${((await asked.json()) as { access_token: string }).access_token}` }
  const users = (await (await request.get("/api/accounts/users", { headers })).json()) as {
    items: { id: string; email: string }[]
  }
  const path = `/api/accounts/users/${users.items.find((one) => one.email === EMAILS.recruiter)?.id}`
  return {
    endSignIns: async () => expect((await request.delete(`${path}/sign-ins`, { headers })).status()).toBe(204),
    setActive: async (is_active: boolean) =>
      expect((await request.patch(path, { headers, data: { is_active } })).status()).toBe(200),
  }
}

const atTheProvider = (page: Page) => page.getByRole("link", { name: "Sign in at 127.0.0.1" })

test("one signs in at the provider, and returns to the page one wanted to see", async ({ page }) => {
  await page.goto("/app/companies?q=acme")
  await expect(atTheProvider(page)).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await atTheProvider(page).click()
  await expect(page).toHaveURL(/\/app\/companies\?q=acme$/)
  await expect(page.getByRole("link", { name: "Acme GmbH" })).toBeVisible()
  await page.reload()
  await expect(page.getByRole("link", { name: "Acme GmbH" })).toBeVisible()
  await page.goto("/app/settings")
  await expect(page.getByText(EMAILS.recruiter).first()).toBeVisible()
})

test("who was signed out in the middle of a form signs in at the provider beside it, and goes on", async ({
  page,
  context,
  request,
}) => {
  await open(page, "/companies", "recruiter")
  await page.getByRole("button", { name: "New company" }).click()
  await page.getByLabel("Name", { exact: true }).fill("Typed Before The End Ltd")
  await (await recruiter(request)).endSignIns()
  await page.getByRole("button", { name: "Add it" }).click()
  const dialog = page.getByRole("dialog", { name: "Sign in again" })
  const opened = context.waitForEvent("page")
  await atTheProvider(page).click()
  const beside = await opened
  await expect(beside.getByRole("heading", { name: "You are signed in" })).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole("heading", { name: "Typed Before The End Ltd" })).toBeVisible()
})

test("whom the provider knows and we do not let in is told so, and nothing more", async ({ page, request }) => {
  const account = await recruiter(request)
  await account.setActive(false)
  await page.goto("/app/companies?q=acme")
  await atTheProvider(page).click()
  await expect(page.getByRole("alert")).toContainText("inactive")
  await expect(page).toHaveURL(/\/app\/sign-in\?to=/)
  await account.setActive(true)
  await atTheProvider(page).click() // the page one wanted is still known
  await expect(page).toHaveURL(/\/app\/companies\?q=acme$/)
  await expect(page.getByRole("link", { name: "Acme GmbH" })).toBeVisible()
})
