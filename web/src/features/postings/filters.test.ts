import { expect, test } from "vitest"
import { asFilters, asQuery, asSaved, readFilters, told } from "./filters"

test("the address becomes what the API takes, and what is kept becomes the address again", () => {
  const filters = readFilters({
    q: "welder",
    work_mode: "remote,hybrid",
    country: ["de", "at"],
    pay_at_least: "60,000",
    currency: "eur",
    age: "7",
    other: "x",
  })
  const now = Date.parse("2030-01-08T12:00:00Z")
  expect(asQuery(filters, now)).toEqual({
    q: "welder",
    work_mode: ["remote", "hybrid"],
    country: ["de", "at"],
    pay_at_least: 60_000,
    currency: "EUR",
    seen_since: "2030-01-01T12:00:00.000Z",
  })
  const kept = asSaved(filters)
  expect(kept).not.toHaveProperty("seen_since")
  expect(asSaved(asFilters({ ...kept, state: "open", pay_period: "year" }))).toEqual(kept)
})

test("an amount that is none is left to the API to refuse", () => {
  expect(asQuery({ pay_at_least: "much", currency: "EUR" })).toMatchObject({ pay_at_least: "much" })
})

test("a kept search is told in words", () => {
  expect(told({ q: "welder", place: "Köln", work_mode: ["remote", "hybrid"], state: "all" })).toEqual([
    "“welder”",
    "in Köln",
    "Remote or Hybrid",
    "open or closed",
  ])
  expect(told({ pay_at_least: 60_000, currency: "EUR", pay_period: "month" })).toEqual([
    "pays 60,000 EUR a month or more",
  ])
})
