import { expect, it } from "vitest"
import { dateForm, formatDay, formatMoment, formatRelative, isZone, zone } from "./time"

const NOW = Date.parse("2030-06-01T12:00:00Z")

it.each([
  ["2030-06-01T11:59:40Z", "now"],
  ["2030-06-01T11:55:00Z", "5 min. ago"],
  ["2030-06-01T15:00:30Z", "in 3 hr."],
  ["2030-05-30T12:00:00Z", "2 days ago"],
])("%s is %s", (moment, words) => {
  expect(formatRelative(moment, NOW)).toBe(words)
})

it("a moment is shown in the chosen zone and form, a day is the same day in all of them", () => {
  dateForm.value = "iso"
  zone.value = "Pacific/Auckland"
  expect(formatMoment("2030-06-01T12:00:00Z")).toBe("2030-06-02 00:00")
  expect(formatDay("2030-06-01")).toBe("2030-06-01")
  zone.value = "Nowhere/Land"
  expect(isZone(zone.value)).toBe(true)
})
