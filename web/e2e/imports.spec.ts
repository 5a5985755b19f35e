import { expect, open, seriousFaults, test } from "./ground"

const csv = (text: string, name = "companies.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })

test("a file is tried out, its errors are told row by row, and it is brought in", async ({ page }) => {
  await open(page, "/imports", "recruiter")
  await expect(page.getByText("Nothing was imported yet")).toBeVisible()
  await page.getByRole("button", { name: "Import a file" }).first().click()
  await page.getByRole("button", { name: "Try it out" }).click()
  await expect(page.getByText("Choose the file first.")).toBeVisible()
  await page.getByLabel("File", { exact: true }).setInputFiles(csv("wrong,header\n1,2\n"))
  await page.getByRole("button", { name: "Try it out" }).click()
  await expect(page.getByRole("alert")).toContainText("no column name")
  expect(await seriousFaults(page)).toEqual([])
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles(csv("name,client,colour\nImported AG,yes,red\n,no,blue\nOther Ltd,perhaps,green\n"))
  await page.getByRole("button", { name: "Try it out" }).click()

  await expect(page.getByText("3 of 3 rows done")).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText("Refused: 2")).toBeVisible()
  await expect(page.getByRole("row", { name: /Would be made/ })).toBeVisible()
  await page.getByLabel("Which rows").selectOption("refused")
  await expect(page).toHaveURL(/outcome=refused/)
  const rows = page.getByRole("row", { name: /Refused/ })
  await expect(rows).toHaveCount(2)
  await rows.last().click()
  await expect(page.getByRole("dialog")).toContainText("perhaps")
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press("Escape")

  await page.getByRole("button", { name: "Import it now" }).click()
  await expect(page.getByText("tried out", { exact: true })).toBeHidden()
  await expect(page.getByText("3 of 3 rows done")).toBeVisible({ timeout: 20_000 })
  await page.getByRole("row", { name: /Made/ }).getByRole("link", { name: "Open" }).click()
  await expect(page.getByRole("heading", { name: "Imported AG" })).toBeVisible()
})

test("an import that was cancelled can go on, and one that is not there is told", async ({ page }) => {
  const ids = { import_id: "0f8fad5b-d9cb-469f-a165-70867728950e" }
  const shown = {
    ...{ id: ids.import_id, kind: "companies", file_name: "long.csv", digest: "d", dry_run: false },
    ...{ override_off_limits: false, columns: ["name"], rows_count: 1000, error: null, made_by: "user:a@example.com" },
    ...{ task_id: "t", at: "2030-01-01T00:00:00Z", finished_at: null, rows_cleared_at: null },
    counts: { made: 400, updated: 0, already_there: 0, refused: 0 },
  }
  await open(page, `/imports/${ids.import_id}`)
  await expect(page.getByRole("alert")).toContainText("There is no import")

  // How it stands when its worker was cut off, as the API tells it.
  let state = "cancelled"
  await page.route(`**/api/imports/${ids.import_id}`, (route) => route.fulfill({ json: { ...shown, state } }))
  await page.route(`**/api/imports/${ids.import_id}/rows*`, (route) =>
    route.fulfill({ json: { items: [], next: null } }),
  )
  await page.route(`**/api/imports/${ids.import_id}/resume`, (route) => {
    state = "running"
    return route.fulfill({ status: 202, json: { ...shown, state } })
  })
  await page.route(`**/api/imports/${ids.import_id}/cancel`, (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      json: { title: "Conflict", status: 409, detail: "It has ended already.", correlation_id: "abc" },
    }),
  )
  await page.reload()
  await expect(page.getByText("400 of 1,000 rows done")).toBeVisible()
  await page.getByRole("button", { name: "Go on" }).click()
  await expect(page.getByText("Goes on", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Cancel" }).click()
  await expect(page.getByRole("alert")).toContainText("It has ended already.")
})
