import { describe, expect, it } from "vitest"
import type { Row, Stage } from "./asked"
import { withFlights, type Flight } from "./moves"

const stages: Stage[] = ["a", "b", "c"].map((id) => ({ id, name: id, kind: "sourced", count: 5 }))
const flight = (from: string, to: string, more: Partial<Flight> = {}): Flight => ({ row: {} as Row, from, to, ...more })
const figures = (flights: Flight[], counted: unknown = "now") =>
  withFlights(stages, new Set(flights), counted).map((one) => one.count)

describe("counts with moves on their way", () => {
  it("have each where it goes", () => {
    expect(figures([flight("a", "b"), flight("a", "c"), flight("b", "a")])).toEqual([4, 5, 6])
  })
  it("have one that was confirmed once: until the server has counted anew", () => {
    const confirmed = flight("a", "b", { before: "now" })
    expect(figures([confirmed])).toEqual([4, 6, 5])
    expect(figures([confirmed], "later")).toEqual([5, 5, 5])
  })
})
