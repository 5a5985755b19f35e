import type { APIRequestContext } from "@playwright/test"
import { EMAILS, PASSWORD, expect, open, seriousFaults, test } from "./ground"

/** The headers of somebody who works elsewhere at the same time. */
async function elsewhere(request: APIRequestContext): Promise<Record<string, string>> {
  const answer = await request.post("/api/accounts/sign-in", { data: { email: EMAILS.admin, password: PASSWORD } })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return { Authorization: `Bearer ${token}` }
}

test("a contract with a rule puts a company off limits, and says so where it matters", async ({ page }) => {
  await open(page, "/companies?q=acme")
  await page.getByRole("link", { name: "Acme GmbH" }).click()
  await page.getByRole("tab", { name: "Contracts" }).click()
  await page.getByRole("button", { name: "New contract" }).click()
  await page.getByLabel("Title").fill("Frame contract")
  await page.getByLabel("From", { exact: true }).fill("2026-01-01")
  await page.getByLabel(/^To\b/).fill("2025-01-01")
  await page.getByLabel("Fee").fill("22.5")
  await page.getByRole("button", { name: "Add it" }).click()
  await expect(page.getByRole("alert").or(page.locator("[aria-invalid=true]")).first()).toBeVisible()
  await page.getByLabel(/^To\b/).fill("2099-12-31")
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole("button", { name: "Add it" }).click()
  const contract = page.getByRole("region", { name: "Frame contract" })
  await expect(contract).toContainText("22.5 % fee")
  await expect(contract).toContainText("nobody is off limits")

  await contract.getByRole("button", { name: "New rule on Frame contract" }).click()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel("Whose people").fill("contested")
  await page.getByRole("option", { name: "Contested AG" }).click()
  await page.getByLabel("Reason").fill("Partner of our client")
  await page.getByRole("button", { name: "Add the rule" }).click()
  await expect(contract.getByRole("listitem")).toContainText("Partner of our client")
  await expect(contract.getByRole("listitem")).toContainText("31 Dec 2099") // the contract's last day
  expect(await seriousFaults(page)).toEqual([])

  await contract.getByRole("link", { name: "Contested AG" }).click()
  await expect(page.getByRole("note")).toContainText("off limits")
  await expect(page.getByRole("note")).toContainText("Acme GmbH")
  await page.getByRole("link", { name: "Off limits" }).first().click()
  await expect(page.getByRole("row", { name: /Contested AG/ })).toContainText("Partner of our client")
  expect(await seriousFaults(page)).toEqual([])

  await page.getByRole("row", { name: /Contested AG/ }).click({ position: { x: 400, y: 10 } })
  await contract.getByRole("button", { name: "What to do with the rule on Contested AG" }).click()
  await page.getByRole("menuitem", { name: "Remove" }).click()
  await expect(contract).toContainText("nobody is off limits")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(contract.getByRole("listitem")).toContainText("Contested AG")
})

test("contacts are added and removed; of two who change one, the second decides", async ({ page, request }) => {
  await open(page, "/companies?q=acme", "recruiter")
  await page.getByRole("link", { name: "Acme GmbH" }).click()
  await page.getByRole("button", { name: "New contact" }).click()
  await page.getByLabel("Name", { exact: true }).fill("Grace Hopper")
  await page.getByLabel("E-mail").fill("nonsense")
  await page.getByRole("button", { name: "Add it" }).click()
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true")
  await page.getByLabel("E-mail").fill("grace@acme.example")
  await page.getByRole("button", { name: "Add it" }).click()
  await expect(page.getByRole("link", { name: "grace@acme.example" })).toBeVisible()

  await page.getByRole("button", { name: "What to do with Grace Hopper" }).click()
  await page.getByRole("menuitem", { name: "Edit" }).click()
  await page.getByLabel("Phone").fill("0123")
  const headers = await elsewhere(request)
  const contacts = `/api/companies/${new URL(page.url()).pathname.split("/").at(-1)}/contacts`
  const there = (await (await request.get(contacts, { headers })).json()) as { items: { id: string }[] }
  const changed = await request.patch(`${contacts}/${there.items[0]?.id}`, { headers, data: { title: "Admiral" } })
  expect(changed.status()).toBe(200)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await page.getByRole("button", { name: "Save mine over it" }).click()
  await expect(page.getByText("0123")).toBeVisible()

  await page.getByRole("button", { name: "What to do with Grace Hopper" }).click()
  await page.getByRole("menuitem", { name: "Remove" }).click()
  await expect(page.getByText("No contacts yet")).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByRole("link", { name: "grace@acme.example" })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test("interview rounds are added, moved, renamed, removed, and a refusal is taken back", async ({ page }) => {
  await open(page, "/companies?q=acme", "recruiter")
  await page.getByRole("link", { name: "Acme GmbH" }).click()
  await page.getByRole("tab", { name: "Interview rounds" }).click()
  const rounds = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Rename/ }) })
  for (const name of ["Phone", "On site"]) {
    await page.getByLabel("New round").fill(name)
    await page.keyboard.press("Enter")
    await expect(rounds.filter({ hasText: name })).toHaveCount(1)
  }
  await page.getByRole("button", { name: "Move On site up" }).click()
  await expect(rounds).toHaveText([/On site/, /Phone/])
  await page.getByRole("button", { name: "Rename Phone" }).click()
  await page.getByLabel("New name of Phone").fill("On site") // there is one
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("two rounds")
  await page.getByLabel("New name of Phone").fill("Telephone")
  await page.keyboard.press("Enter")
  await expect(rounds).toHaveText([/On site/, /Telephone/])
  await page.getByRole("button", { name: "Remove On site" }).click()
  await expect(rounds).toHaveText([/Telephone/])
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(rounds).toHaveText([/On site/, /Telephone/])
  expect(await seriousFaults(page)).toEqual([])
})
