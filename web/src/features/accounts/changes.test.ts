import { expect, it } from "vitest"
import { changesOf, inShort } from "./changes"

it("tells each field that changed, in words, and none that did not", () => {
  expect(
    changesOf({ is_active: true, role: "manager", name: "Ada" }, { is_active: false, role: null, name: "Ada" }),
  ).toEqual([
    { field: "Active", before: "yes", after: "no" },
    { field: "Role", before: "manager", after: null },
  ])
})

it("tells what was made, what was emptied, and lists", () => {
  expect(
    inShort(null, { fee_percent: "12.50", company_id: "c1", names: [], domains: ["a.example", "b.example"] }),
  ).toBe("Fee percent: 12.50 · Company: c1 · Domains: a.example, b.example")
  expect(inShort({ ends_on: "2030-01-31" }, { ends_on: null })).toBe("Ends on: 2030-01-31 → nothing")
  expect(inShort(null, null)).toBe("")
})
