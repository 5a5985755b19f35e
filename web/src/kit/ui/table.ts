// How a table's columns are told.
export interface Column<Item> {
  /** Also its slot's name: `#name="{ item }"`. */
  id: string
  header: string
  /** A CSS grid track: `160px`, `minmax(200px, 2fr)`. */
  width: string
  align?: "end"
  /** What it shows where it has no slot. */
  text?: (item: Item) => string | null | undefined
  /** Only where there is room: from a tablet's width, or from a desk's. */
  from?: "wide" | "desk"
}
