import type { Schema } from "@/kit/api"
import { expect, it } from "vitest"
import { earlierLines, linesOf } from "./runLog"

const RUN = {
  run_id: "manual/1",
  status: "succeeded",
  message: null,
  requested_by: "user:ada@example.com",
  completed_pages: 3,
  seen_count: 300,
  new_count: 190,
  changed_count: 2,
  unchanged_count: 108,
  reopened_count: 0,
  filtered_count: 0,
  dropped_count: 0,
  details_count: 0,
  created_at: "2030-01-01T00:00:00Z",
  started_at: "2030-01-01T00:00:01Z",
  updated_at: "2030-01-01T00:00:09Z",
  finished_at: "2030-01-01T00:00:09Z",
} as Schema<"RunShown">
const NONE = { new: 0, changed: 0, reopened: 0, closed: 0 }

it("tells a run that is opened later from its beginning to its end", () => {
  const stored = [
    { ...NONE, at: "2030-01-01T00:00:02Z", new: 100 },
    { ...NONE, at: "2030-01-01T00:00:05Z", new: 90, changed: 2 },
  ]
  const told = linesOf(RUN, [], [], earlierLines(RUN, stored, 3)).map((line) => line.text)
  expect(told).toEqual([
    "Asked for by ada@example.com.",
    "A worker started it.",
    "Stored: 100 new.",
    "Stored: 90 new, 2 changed.",
    "Altogether: pages 1–3 stored: 190 new, 2 changed, 108 unchanged.",
    "It paused, and was taken up again, 2 times.",
    "Succeeded.",
  ])
})

it("leaves what came after the first look to those who watch", () => {
  const late = { ...NONE, at: "2030-01-01T00:00:10Z", new: 5 }
  const first = { ...RUN, status: "running", finished_at: null } as typeof RUN
  expect(earlierLines(first, [late], 1).map((line) => line.text)).toEqual([
    "Altogether: pages 1–3 stored: 190 new, 2 changed, 108 unchanged.",
  ])
})
