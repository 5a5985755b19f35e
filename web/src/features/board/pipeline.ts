// A sparse window on a job's pipeline: the few pages in sight are here, any other is one request away.
//
// Not in the query cache: what others changed is read beside what is shown, and takes its place only when the row that
// one points at can stay where it is. So two states live side by side, and of each only what is in sight.
import { ProblemError } from "@/kit/api"
import { shallowRef } from "vue"
import type { Row, Summary } from "./asked"
import { nameOf, NOWHERE, onePage, pageAt, pagesIn, placesOf, sizeOf, type Places } from "./places"
import { EVERY, type Reader } from "./reading"

interface Page {
  rows: readonly Row[]
  etag: string | null
}
type Pages = Map<string, Page>
interface Next {
  places: Places
  pages: Pages
}

/** A row that must not jump; `firm` when one points at it, so that it may not even be taken away. */
export interface Anchor {
  index: number
  id: string
  firm: boolean
  /** Whether it can stay in sight where it is when rows come above it (or go: negative), `among` so many in all. */
  canStay?: (rows: number, among: number) => boolean
}

/** Whoever shows the rows. */
export interface Viewer {
  /** The row that is to stay in its place, asked when others' changes are there to be shown. */
  anchor: () => Anchor | null
  /** Rows came above the anchor (positive) or went, so many. */
  onShift: (rows: number) => void
}

const MARGIN = 40
const MOST_PAGES = 12
const AT_ONCE = 4
/** What hangs for so long is given up for what is wanted now. */
const PATIENCE = 150

export class Pipeline {
  /** Moves whenever what is shown has changed. */
  readonly tick = shallowRef(0)
  readonly state = shallowRef<"loading" | "ready" | "failed">("loading")
  readonly error = shallowRef<unknown>(null)
  /** Counts by stage, as true as they are known; the rows shown may be a change behind. */
  readonly summary = shallowRef<Summary | null>(null)
  /** How many rows in sight would change, were what is held back shown. */
  readonly held = shallowRef(0)

  private viewer: Viewer | null = null
  private places: Places = NOWHERE
  private pages: Pages = new Map()
  private next: Next | null = null
  private etag: string | null = null
  private first = 0
  private last = 50
  private batch: { pages: Set<string>; since: number; stop: AbortController } | null = null
  private refreshing: Promise<void> | null = null
  private readonly covers = new Map<string, Row>()
  private readonly life = new AbortController()

  constructor(private readonly reader: Reader) {}

  /** Let somebody say which row must not jump; null when they go. */
  watchedBy(viewer: Viewer | null): void {
    this.viewer = viewer
  }

  get total(): number {
    return this.places.total
  }

  /** The row at a place, as far as it is here. */
  rowAt(index: number): Row | undefined {
    if (index < 0 || index >= this.places.total) return undefined
    const page = pageAt(this.places, index)
    const row = this.pages.get(nameOf(this.places, page))?.rows[index - (this.places.starts[page] ?? 0)]
    return row === undefined || this.covers.size === 0 ? row : (this.covers.get(row.id) ?? row)
  }

  /** Where a row of those here stands; -1 if it is not among them. */
  indexOf(id: string): number {
    for (const page of this.here(this.places, this.pages)) {
      const at = page.rows.findIndex((row) => row.id === id)
      if (at >= 0) return page.start + at
    }
    return -1
  }

  /** Read the first rows, and beside them how many there are; `quiet` leaves what is told until it is known. */
  async open(quiet = false): Promise<void> {
    if (!quiet) this.state.value = "loading"
    const { signal } = this.life
    try {
      const counting = this.reader.summary(null, signal)
      counting.catch(() => undefined) // told below, when its turn comes
      const first = await this.reader.page(undefined, EVERY, null, signal)
      const rows = first?.data.items ?? []
      this.places = onePage(rows.length)
      this.pages = new Map([[nameOf(this.places, 0), { rows, etag: first?.etag ?? null }]])
      if (rows.length > 0) this.show() // they are looked at while the rest is counted
      const counted = await counting
      if (counted) this.count(counted.data, counted.etag)
      const places = counted ? placesOf(counted.data) : this.places
      this.pages = new Map(
        rows.length >= sizeOf(places, 0) && places.total > 0
          ? [[nameOf(places, 0), { rows: rows.slice(0, sizeOf(places, 0)), etag: first?.etag ?? null }]]
          : [],
      )
      this.places = places
      this.show()
      this.load()
    } catch (error) {
      if (signal.aborted) return
      this.error.value = error
      this.state.value = "failed"
      this.tick.value += 1
    }
  }

  close(): void {
    this.life.abort()
    this.batch?.stop.abort()
    this.pages.clear()
  }

  /** Say which rows are in sight: what is missing of them and around them is read, what is far away is dropped. */
  want(first: number, last: number): void {
    this.first = first
    this.last = last
    this.load()
  }

  /** Read anew what is in sight, and show it so that the anchor stays in its place. */
  refresh(): Promise<void> {
    if (this.state.value === "loading") return Promise.resolve()
    if (this.state.value === "failed") return this.open(true)
    this.refreshing ??= this.renew()
      .catch((error: unknown) => {
        this.failAtTheDoor(error)
        throw error
      })
      .finally(() => (this.refreshing = null))
    return this.refreshing
  }

  /** Show what is held back, wherever that leaves the rows. */
  showHeld(): void {
    if (this.next) this.commit(this.next, 0)
  }

  /** Show a row changed before the server has said so. */
  cover(row: Row): void {
    this.covers.set(row.id, row)
    this.show()
  }

  /** Take that back; with `truth` the row becomes what the server answered. */
  uncover(id: string, truth?: Row): void {
    this.covers.delete(id)
    if (truth) this.put(new Map([[id, truth]]))
    this.show()
  }

  /** The ids of a range of rows, read where they are not here. */
  async rowsBetween(from: number, to: number): Promise<Row[]> {
    const [first, last] = from < to ? [from, to] : [to, from]
    const places = this.places
    const wanted = pagesIn(places, first, last)
    const found: Row[] = []
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const some = wanted.slice(at, at + AT_ONCE)
      const read = await Promise.all(some.map((page) => this.rowsOf(places, page)))
      read.forEach((rows, step) => {
        const start = places.starts[some[step] ?? 0] ?? 0
        found.push(...rows.slice(Math.max(first - start, 0), last - start + 1))
      })
    }
    return found
  }

  private async rowsOf(places: Places, page: number): Promise<readonly Row[]> {
    const here = this.pages.get(nameOf(places, page))
    if (here) return here.rows
    const read = await this.reader.page(places.afters[page], sizeOf(places, page), null, this.life.signal)
    return read?.data.items ?? []
  }

  /** What one may not see any more does not stay on the screen; a server that is away comes back. */
  private failAtTheDoor(error: unknown): void {
    if (!(error instanceof ProblemError) || (error.status !== 403 && error.status !== 404)) return
    this.pages.clear()
    this.error.value = error
    this.state.value = "failed"
    this.tick.value += 1
  }

  private show(): void {
    if (this.state.value !== "ready") this.state.value = "ready"
    this.tick.value += 1
  }

  private count(summary: Summary, etag: string | null): void {
    this.summary.value = summary
    this.etag = etag
  }

  private *here(places: Places, pages: Pages) {
    // As many places as there are pages of 100: a few hundred looks into a map.
    for (let page = 0; page < places.starts.length; page += 1) {
      const found = pages.get(nameOf(places, page))
      if (found) yield { start: places.starts[page] ?? 0, rows: found.rows }
    }
  }

  private load(): void {
    if (this.state.value !== "ready" || this.places.total === 0) return
    const places = this.places
    const around = pagesIn(places, this.first - MARGIN, this.last + MARGIN)
    const missing = around.filter((page) => !this.pages.has(nameOf(places, page)))
    if (this.batch) {
      // One batch at a time: while somebody drags the scrollbar, only where it is then is read.
      const wanted = missing.some((page) => this.batch?.pages.has(nameOf(places, page)))
      if (wanted || missing.length === 0 || performance.now() - this.batch.since < PATIENCE) return
      this.batch.stop.abort()
    }
    if (missing.length > 0) void this.read(places, missing)
  }

  private async read(places: Places, missing: number[]): Promise<void> {
    const stop = new AbortController()
    const mine = { pages: new Set(missing.map((page) => nameOf(places, page))), since: performance.now(), stop }
    this.batch = mine
    const signal = AbortSignal.any([stop.signal, this.life.signal])
    let failed = false
    await Promise.all(
      missing.map(async (page) => {
        try {
          const read = await this.reader.page(places.afters[page], sizeOf(places, page), null, signal)
          if (!read || this.places !== places) return
          this.pages.set(nameOf(places, page), { rows: read.data.items, etag: read.etag })
          this.tick.value += 1
        } catch {
          failed = true // the next refresh asks again; who is away is told by the connection's bar
        }
      }),
    )
    if (this.batch !== mine) return
    this.batch = null
    this.prune()
    if (!failed) this.load()
  }

  private prune(): void {
    if (this.pages.size <= MOST_PAGES) return
    const near = pagesIn(this.places, this.first - 4 * EVERY, this.last + 4 * EVERY)
    const kept = new Set(near.map((page) => nameOf(this.places, page)))
    for (const name of this.pages.keys()) if (!kept.has(name)) this.pages.delete(name)
  }

  private async renew(): Promise<void> {
    const { signal } = this.life
    const counted = await this.reader.summary(this.etag, signal)
    if (counted) this.count(counted.data, counted.etag)
    const before = this.places
    const places = this.summary.value && (counted || this.next) ? placesOf(this.summary.value) : before
    const old = this.next?.pages ?? this.pages
    const pages: Pages = new Map()
    let changed = counted !== null
    await Promise.all(
      pagesIn(places, this.first, this.last).map(async (page) => {
        const name = nameOf(places, page)
        const known = old.get(name) ?? this.pages.get(name)
        const size = sizeOf(places, page)
        const read = await this.reader.page(places.afters[page], size, known?.etag ?? null, signal)
        if (read) pages.set(name, { rows: read.data.items, etag: read.etag })
        else if (known) pages.set(name, known)
        changed ||= read !== null
      }),
    )
    if (this.places !== before) return // it was shown meanwhile: the next time
    if (changed || this.next) this.settle({ places, pages })
    else this.load()
  }

  private settle(next: Next): void {
    const fresh = new Map<string, Row>()
    for (const page of next.pages.values()) for (const row of page.rows) fresh.set(row.id, row)
    const at = new Map<string, number>()
    for (const page of this.here(next.places, next.pages)) {
      page.rows.forEach((row, step) => at.set(row.id, page.start + step))
    }
    const shift = this.shiftTo(at, next.places.total)
    if (shift !== null) {
      this.commit(next, shift)
      return
    }
    this.put(fresh)
    this.next = next
    this.held.value = this.differences(at)
    this.show()
  }

  /** By how many rows the anchor moves; null where it would be taken from under the pointer. */
  private shiftTo(at: ReadonlyMap<string, number>, among: number): number | null {
    const anchor = this.viewer?.anchor()
    if (!anchor) return 0
    const there = at.get(anchor.id)
    if (there !== undefined) {
      const shift = there - anchor.index
      return anchor.firm && anchor.canStay?.(shift, among) === false ? null : shift
    }
    if (anchor.firm) return null
    for (let index = anchor.index + 1; index <= this.last; index += 1) {
      const found = at.get(this.rowAt(index)?.id ?? "")
      if (found !== undefined) return found - index
    }
    return 0
  }

  private differences(at: ReadonlyMap<string, number>): number {
    let gone = 0
    let stay = 0
    for (let index = this.first; index <= this.last; index += 1) {
      const row = this.rowAt(index)
      if (row && at.has(row.id)) stay += 1
      else if (row) gone += 1
    }
    return Math.max(gone, stay > 0 ? 1 : 0)
  }

  private commit(next: Next, shift: number): void {
    this.places = next.places
    this.pages = next.pages
    this.next = null
    this.held.value = 0
    this.batch?.stop.abort()
    this.batch = null
    this.show()
    if (shift !== 0) this.viewer?.onShift(shift)
    else this.load()
  }

  /** What is known of rows anew takes their place, in their place. */
  private put(fresh: ReadonlyMap<string, Row>): void {
    for (const [name, page] of this.pages) {
      if (!page.rows.some((row) => fresh.has(row.id))) continue
      this.pages.set(name, { etag: null, rows: page.rows.map((row) => fresh.get(row.id) ?? row) })
    }
  }
}
