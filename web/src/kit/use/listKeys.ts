// j and k on any list: which row one stands on, and what its keys do.
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from "vue"
import { useKeys, type Key } from "./keys"

/**
 * The row under the keyboard. It follows its item by id, so that rows which come or go above do not move it.
 *
 * `open` is Enter or o, `toggle` is x, `edit` is e; `extra` adds the list's own keys.
 */
export function useListKeys<Item extends { id: string }>(
  items: MaybeRefOrGetter<readonly Item[]>,
  does: {
    open?: (item: Item) => void
    toggle?: (item: Item) => void
    edit?: (item: Item) => void
    /** Called when the last row is stood on: read on. */
    end?: () => void
    extra?: Key[]
  },
) {
  const activeId = ref<string | null>(null)
  const place = computed(() => toValue(items).findIndex((item) => item.id === activeId.value))
  const active = computed(() => toValue(items)[place.value] ?? null)
  let last = 0
  watch(
    place,
    (now) => {
      if (now >= 0) last = now
    },
    { flush: "sync" },
  )

  const go = (step: number) => {
    const all = toValue(items)
    // A row that has gone leaves its place to the one that moved up.
    const from = place.value >= 0 ? place.value : activeId.value === null ? -1 : last - Math.max(step, 0)
    const to = Math.min(Math.max(from + step, 0), all.length - 1)
    activeId.value = all[to]?.id ?? null
    if (to >= all.length - 1) does.end?.()
  }
  const on = (act: ((item: Item) => void) | undefined) => () => {
    if (active.value && act) act(active.value)
  }
  const group = "Lists"
  useKeys([
    { keys: "j", what: "Next row", group, run: () => go(1) },
    { keys: "k", what: "Row before", group, run: () => go(-1) },
    { keys: "ArrowDown", what: "Next row", group, run: () => go(1) },
    { keys: "ArrowUp", what: "Row before", group, run: () => go(-1) },
    ...(does.open ? ["Enter", "o"].map((keys) => ({ keys, what: "Open the row", group, run: on(does.open) })) : []),
    ...(does.toggle ? [{ keys: "x", what: "Select the row, or not", group, run: on(does.toggle) }] : []),
    ...(does.edit ? [{ keys: "e", what: "Edit the row", group, run: on(does.edit) }] : []),
    ...(does.extra ?? []),
  ])
  return { activeId, active, go, open: on(does.open) }
}
