import { describe, expect, it, vi } from "vitest"
import type { Row } from "./asked"
import { pageAt, pagesIn, placesOf, sizeOf } from "./places"
import { Pipeline } from "./pipeline"
import { EVERY, type Reader } from "./reading"

const row = (id: string) => ({ id, name: id, stage_id: "s", version: 1 }) as unknown as Row
const many = (count: number) => Array.from({ length: count }, (_, at) => row(`r${at}`))

/** A server with these rows, whose cursors are the ids of the rows before. */
function serving(state: { rows: Row[] }) {
  const asked: string[] = []
  const tagOf = (rows: readonly unknown[]) => JSON.stringify(rows)
  const reader: Reader = {
    page: (after, limit, etag) => {
      asked.push(after ?? "first")
      const from = after === undefined ? 0 : state.rows.findIndex((one) => one.id === after) + 1
      const items = state.rows.slice(from, from + limit)
      return Promise.resolve(tagOf(items) === etag ? null : { data: { items, next: null }, etag: tagOf(items) })
    },
    summary: (etag) => {
      const places = []
      for (let at = EVERY; at < state.rows.length; at += EVERY) {
        places.push({ row: at, after: state.rows[at - 1]?.id ?? "" })
      }
      const data = { total: state.rows.length, every: EVERY, places, stages: [] }
      const tag = tagOf([data.total, places])
      return Promise.resolve(tag === etag ? null : { data, etag: tag })
    },
  }
  return { reader, asked }
}

async function opened(count: number) {
  const state = { rows: many(count) }
  const { reader, asked } = serving(state)
  const pipeline = new Pipeline(reader)
  await pipeline.open()
  return { state, pipeline, asked }
}

describe("places", () => {
  const places = placesOf({
    total: 250,
    every: 100,
    stages: [],
    places: [
      { row: 100, after: "a" },
      { row: 130, after: "b" },
      { row: 200, after: "c" },
      { row: 250, after: "d" },
    ],
  })
  it("cut a board into pages, also where some lie closer", () => {
    expect(places.starts).toEqual([0, 100, 130, 200])
    expect([0, 99, 100, 129, 130, 249].map((at) => pageAt(places, at))).toEqual([0, 0, 1, 1, 2, 3])
    expect([0, 1, 2, 3].map((page) => sizeOf(places, page))).toEqual([100, 30, 70, 50])
  })
  it("give the pages of a range, and none beyond the ends", () => {
    expect(pagesIn(places, -40, 110)).toEqual([0, 1])
    expect(pagesIn(places, 240, 900)).toEqual([3])
    expect(pagesIn(places, 300, 400)).toEqual([])
    expect(pagesIn(placesOf({ total: 0, every: 1, stages: [], places: [] }), 0, 50)).toEqual([])
  })
})

describe("a pipeline", () => {
  it("reaches any place with one page, and keeps few", async () => {
    const { pipeline, asked } = await opened(40_000)
    expect(pipeline.total).toBe(40_000)
    pipeline.want(30_010, 30_040)
    await vi.waitFor(() => expect(pipeline.rowAt(30_020)?.id).toBe("r30020"))
    expect(asked.length).toBeLessThanOrEqual(4)
    for (let at = 0; at < 40_000; at += 4_000) {
      pipeline.want(at, at + 30)
      await vi.waitFor(() => expect(pipeline.rowAt(at + 5)?.id).toBe(`r${at + 5}`))
    }
    expect(pipeline.rowAt(30_020)).toBeUndefined()
    expect(pipeline.indexOf("r36005")).toBe(36_005)
  })

  it("keeps the row one looks at in its place when others come above it", async () => {
    const { state, pipeline } = await opened(300)
    const shifts: number[] = []
    pipeline.want(50, 80)
    pipeline.watchedBy({
      anchor: () => ({ index: 60, id: "r60", firm: true }),
      onShift: (rows) => shifts.push(rows),
    })
    state.rows = [row("new1"), row("new2"), ...state.rows]
    await pipeline.refresh()
    expect(shifts).toEqual([2])
    expect(pipeline.rowAt(62)?.id).toBe("r60")
    expect(pipeline.held.value).toBe(0)
  })

  it("holds back what would take the row from under the pointer, until it is asked for", async () => {
    const { state, pipeline } = await opened(300)
    pipeline.want(0, 30)
    pipeline.watchedBy({ anchor: () => ({ index: 5, id: "r5", firm: true }), onShift: () => undefined })
    state.rows = state.rows
      .filter((one) => !["r5", "r7"].includes(one.id))
      .map((one) => (one.id === "r9" ? { ...one, name: "renamed" } : one))
    await pipeline.refresh()
    expect(pipeline.held.value).toBe(2)
    expect(pipeline.rowAt(5)?.id).toBe("r5")
    expect(pipeline.rowAt(9)?.name).toBe("renamed") // what jumps nowhere is shown at once
    await pipeline.refresh()
    expect(pipeline.held.value).toBe(2)
    pipeline.showHeld()
    expect(pipeline.rowAt(5)?.id).toBe("r6")
    expect(pipeline.total).toBe(298)
  })

  it("holds back what would push the row that one points at, where there is no room to make way", async () => {
    const { state, pipeline } = await opened(300)
    const shifts: number[] = []
    const asked: number[][] = []
    let room = false
    const canStay = (...given: number[]) => {
      asked.push(given)
      return room
    }
    pipeline.want(0, 30)
    pipeline.watchedBy({
      anchor: () => ({ index: 5, id: "r5", firm: true, canStay }),
      onShift: (rows) => shifts.push(rows),
    })
    state.rows = state.rows.slice(1)
    await pipeline.refresh()
    expect([pipeline.held.value > 0, pipeline.rowAt(0)?.id, shifts]).toEqual([true, "r0", []])
    room = true
    await pipeline.refresh()
    expect([pipeline.held.value, pipeline.rowAt(0)?.id, shifts]).toEqual([0, "r1", [-1]])
    expect(asked).toEqual([
      [-1, 299],
      [-1, 299],
    ])
  })

  it("shows a change before it is confirmed, also over what is read meanwhile, and takes it back", async () => {
    const { pipeline } = await opened(20)
    pipeline.cover({ ...row("r3"), stage_id: "other" })
    await pipeline.refresh()
    expect(pipeline.rowAt(3)?.stage_id).toBe("other")
    pipeline.uncover("r3")
    expect(pipeline.rowAt(3)?.stage_id).toBe("s")
    pipeline.uncover("r3", { ...row("r3"), stage_id: "third" })
    expect(pipeline.rowAt(3)?.stage_id).toBe("third")
  })

  it("gives a range whose rows are not here", async () => {
    const { pipeline } = await opened(1_000)
    const found = await pipeline.rowsBetween(720, 95)
    expect(found.map((one) => one.id)).toEqual(
      many(721)
        .slice(95)
        .map((one) => one.id),
    )
  })

  it("tells what went wrong, and begins anew", async () => {
    const state = { rows: many(3) }
    const { reader } = serving(state)
    const page = reader.page
    reader.page = () => Promise.reject(new Error("away"))
    const pipeline = new Pipeline(reader)
    await pipeline.open()
    expect(pipeline.state.value).toBe("failed")
    reader.page = page
    await pipeline.refresh()
    expect(pipeline.state.value).toBe("ready")
    expect(pipeline.total).toBe(3)
  })
})
