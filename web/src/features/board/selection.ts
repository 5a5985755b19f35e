// What is selected on a board: rows one by one and by range, or everything that matches its filters.
import { computed, shallowRef, triggerRef } from "vue"
import type { Row } from "./asked"

/** As many ids as a move in bulk takes; beyond that one selects by filter. */
export const MOST_IDS = 10_000

export function useSelection() {
  const ids = shallowRef(new Map<string, Row>())
  const all = shallowRef(false)
  /** Where a range begins. */
  let from: number | null = null

  const has = (id: string) => all.value || ids.value.has(id)
  function toggle(row: Row, index: number): void {
    if (all.value) clear()
    if (!ids.value.delete(row.id)) ids.value.set(row.id, row)
    from = index
    triggerRef(ids)
  }
  function add(rows: readonly Row[], index: number): void {
    for (const row of rows) ids.value.set(row.id, row)
    from = index
    triggerRef(ids)
  }
  function clear(): void {
    ids.value = new Map()
    all.value = false
    from = null
  }
  function everything(): void {
    clear()
    all.value = true
  }
  return {
    ids,
    all,
    has,
    toggle,
    add,
    clear,
    everything,
    isEmpty: computed(() => !all.value && ids.value.size === 0),
    begun: () => from,
    begin: (index: number | null) => (from = index),
    /** The rows move on by so many: the range's beginning with them. */
    follow: (rows: number) => (from = from === null ? null : Math.max(from + rows, 0)),
  }
}
export type Selection = ReturnType<typeof useSelection>
