// What every browser test stands on: who may sign in, and a page that must not complain.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { expect, test as base, type Page } from "@playwright/test"

export const PASSWORD = process.env["JOBCENTER_E2E_PASSWORD"] ?? "correct horse battery"
export const EMAILS = {
  admin: "admin@example.com",
  recruiter: "recruiter@example.com",
  manager: "manager@example.com",
} as const
export type Who = keyof typeof EMAILS

/** A page of which every error, and everything its policy refused, fails the test. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const faults: string[] = []
    page.on("pageerror", (error) => faults.push(error.message))
    page.on("console", (message) => {
      // A refused request is a fault only where the test says so.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) faults.push(message.text())
    })
    await use(page)
    expect(faults).toEqual([])
  },
})
export { expect } from "@playwright/test"

/** Open a page as somebody: through the sign-in page, as people do. */
export async function open(page: Page, path: string, who: Who = "admin"): Promise<void> {
  await page.goto(`/app${path}`)
  await page.getByLabel("E-mail").fill(EMAILS[who])
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sign in to Job Center")
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What axe finds serious or critical on the page as it stands, by all its rules or by some. */
export async function seriousFaults(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async (only) => {
    const { axe } = window as unknown as {
      axe: {
        run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
      }
    }
    return (await axe.run(only ? { runOnly: only } : {})).violations.map((one) => ({
      ...one,
      nodes: one.nodes.map((node) => node.html),
    }))
  }, rules)
  return found
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).join(" · ")}`)
}
