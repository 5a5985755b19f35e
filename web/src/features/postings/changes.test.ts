import { expect, test } from "vitest"
import { changesOf, shortChanges } from "./changes"

test("changes are told by field, the text last and folded", () => {
  const changes = {
    description: ["<p>a</p>", "<p>b</p>"],
    title: ["Welder", "Senior welder"],
    is_remote: [null, true],
    places: [["Berlin"], ["Berlin", "Leeds"]],
    salary: [{}, { min: 10, text: "from 10" }],
  }
  expect(changesOf(changes).map((one) => [one.field, one.from, one.to, one.long])).toEqual([
    ["Title", "Welder", "Senior welder", false],
    ["Remote", "", "yes", false],
    ["Places", "Berlin", "Berlin; Leeds", false],
    ["Pay", "", "from 10", false],
    ["Text", "<p>a</p>", "<p>b</p>", true],
  ])
  expect(shortChanges({ title: ["a", "b"], description: ["x", "y"] })).toBe("Title: a → b · Text")
  expect(changesOf(null)).toEqual([])
})
