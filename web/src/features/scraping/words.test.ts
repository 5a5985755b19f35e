import type { Schema } from "@/kit/api"
import { describe, expect, it } from "vitest"
import { adviceFor, everyOf, newsBetween, spanOf, whyOf } from "./words"

const RUN = {
  status: "running",
  message: null,
  completed_pages: 1,
  seen_count: 100,
  new_count: 90,
  changed_count: 0,
  unchanged_count: 0,
  reopened_count: 0,
  filtered_count: 0,
  dropped_count: 10,
  details_count: 0,
} as Schema<"RunShown">

describe("what to do about a run", () => {
  const failed = (message: string | null, dropped_count = 0) =>
    adviceFor({ status: "failed", message, dropped_count }).deeds

  it("follows from the reason it gave", () => {
    expect(failed('Greenhouse has no board "nobody" (404). Check the board\'s name.')).toContain("target")
    expect(failed("Lever refused us (429).")).toEqual(["retry", "schedule"])
    expect(failed("Ashby did not answer in time (ReadTimeout).")).toEqual(["retry"])
    expect(failed("its worker died 5 times in a row without getting any further")).toEqual(["monitor"])
  })

  it("looks at the errors where the run itself says nothing, and at what was dropped last", () => {
    expect(
      adviceFor({ status: "failed", message: null, dropped_count: 3 }, ["Lever has no board “x” (404)."]).deeds,
    ).toContain("target")
    expect(failed(null, 3)).toContain("drops")
    const whole = { status: "partial", message: null, dropped_count: 1, seen_count: 340, complete: true } as const
    expect(adviceFor(whole, ["Lever asks us to slow down (429)."]).deeds).toContain("drops")
    expect(whyOf(whole, ["Lever asks us to slow down (429)."])).toBe("1 of 340 items could not be read.")
    expect(whyOf({ status: "partial", message: null, dropped_count: 3, seen_count: 9 }, [])).toBe(
      "3 of 9 items could not be read.",
    )
  })
})

it("says spans and rhythms as people do", () => {
  expect([0.04, 42.4, 200, 7500, 400_000].map(spanOf)).toEqual(["0 s", "42 s", "3 min 20 s", "2 h 5 min", "4 d"])
  expect([1, 60, 90, 1440, 2880].map(everyOf)).toEqual([
    "every minute",
    "every hour",
    "every 90 minutes",
    "every day",
    "every 2 days",
  ])
})

it("tells a run's log what a look shows that the one before did not", () => {
  const next = {
    ...RUN,
    completed_pages: 2,
    new_count: 170,
    dropped_count: 12,
    status: "queued",
    message: "waiting 30 s more",
  }
  expect(newsBetween(RUN, next as Schema<"RunShown">)).toEqual([
    "Page 2 stored: 80 new, 2 dropped.",
    "Paused: Waiting 30 s more.",
  ])
  expect(newsBetween(RUN, RUN)).toEqual([])
})
