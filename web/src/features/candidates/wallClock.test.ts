import { expect, test } from "vitest"
import { fromWall, toWall } from "./wallClock"

test("a time is the same moment in every zone, there and back", () => {
  for (const zone of ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]) {
    for (const moment of ["2026-01-15T08:30:00.000Z", "2026-07-15T23:05:00.000Z", "2026-12-31T23:59:00.000Z"]) {
      expect(fromWall(toWall(moment, zone), zone)).toBe(moment)
    }
  }
  expect(toWall("2026-07-15T08:30:00Z", "Europe/Berlin")).toBe("2026-07-15T10:30")
  expect(fromWall("2026-01-15T09:30", "Europe/Berlin")).toBe("2026-01-15T08:30:00.000Z")
})

test("an hour that comes twice is the first, one that is left out lies behind the change", () => {
  expect(fromWall("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z")
  expect(fromWall("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z")
  expect(fromWall("2026-03-29T04:00", "Europe/Berlin")).toBe("2026-03-29T02:00:00.000Z")
})

test("what is no time gives nothing", () => {
  expect(fromWall("", "UTC")).toBe("")
  expect(fromWall("tomorrow", "UTC")).toBe("")
})
