// Where rows lie: a board's length, cut at its places into pages of which each can be read by its cursor.
import type { Summary } from "./asked"

export interface Places {
  total: number
  /** The first row of each page, ascending from 0. */
  starts: readonly number[]
  /** The cursor that leads to each page; undefined for the first. */
  afters: readonly (string | undefined)[]
}

export const NOWHERE: Places = { total: 0, starts: [], afters: [] }

/** A board that is one page long, or of which no more is known. */
export function onePage(total: number): Places {
  return { total, starts: [0], afters: [undefined] }
}

export function placesOf(summary: Summary): Places {
  if (summary.total === 0) return NOWHERE
  const inside = summary.places.filter((place) => place.row > 0 && place.row < summary.total)
  return {
    total: summary.total,
    starts: [0, ...inside.map((place) => place.row)],
    afters: [undefined, ...inside.map((place) => place.after)],
  }
}

/** The page that holds a row, by halving. */
export function pageAt(places: Places, row: number): number {
  let low = 0
  let high = places.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((places.starts[middle] ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return low
}

/** How many rows a page holds. */
export function sizeOf(places: Places, page: number): number {
  return (places.starts[page + 1] ?? places.total) - (places.starts[page] ?? 0)
}

/** The pages that hold the rows from `first` to `last`, cut to those that there are. */
export function pagesIn(places: Places, first: number, last: number): number[] {
  if (places.total === 0 || last < 0 || first >= places.total) return []
  const from = pageAt(places, Math.max(first, 0))
  const to = pageAt(places, Math.min(last, places.total - 1))
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}

/** What a page is kept under: its cursor and its size, so that it outlives new places that leave it as it is. */
export function nameOf(places: Places, page: number): string {
  return `${sizeOf(places, page)} ${places.afters[page] ?? ""}`
}
