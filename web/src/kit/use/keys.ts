// The keyboard: who listens to which key now, and what `?` tells of it.
import { computed, onBeforeUnmount, onMounted, shallowReactive } from "vue"

export interface Key {
  /** A key as the keyboard names it (`j`, `Enter`, `?`), with `mod+` for ⌘ or Ctrl; or two in a row (`g c`). */
  keys: string
  /** What it does, as `?` lists it. */
  what: string
  run: (event: KeyboardEvent) => void
  /** Under which heading `?` lists it. */
  group?: string
  /** Also while a dialog is open or somebody types. */
  always?: boolean
}

const ROW = 900
const SHUTTING = "[role=dialog][data-state=open]:not([data-beside])"
const layers = shallowReactive<Key[][]>([])
let before: { key: string; at: number } | null = null

/** Listen to keys as long as the component is there; what came last hears first. */
export function useKeys(keys: Key[]): void {
  onMounted(() => layers.push(keys))
  onBeforeUnmount(() => {
    const place = layers.indexOf(keys)
    if (place >= 0) layers.splice(place, 1)
  })
}

/** All that is listened to now, the newest first, each key once. */
export const allKeys = computed(() => {
  const seen = new Set<string>()
  return [...layers]
    .reverse()
    .flat()
    .filter((one) => !seen.has(one.keys) && seen.add(one.keys))
})

/** A keyboard event, as `Key.keys` writes it. */
export function written(event: KeyboardEvent): string {
  const modified = event.ctrlKey || event.metaKey
  const key = event.key.length === 1 && modified ? event.key.toLowerCase() : event.key
  return `${modified ? "mod+" : ""}${event.shiftKey && event.key.length > 1 ? "shift+" : ""}${key}`
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** A drawer beside a list leaves the list its letters; arrows, Enter and the like are its own while it has the focus. */
function isOfDrawer(event: KeyboardEvent, key: string): boolean {
  return key.length > 1 && event.target instanceof Element && event.target.closest("[data-beside]") !== null
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const key = written(event)
  // What has the focus answers Enter itself.
  if (key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary")) return
  const inside = isTyping(event.target) || document.querySelector(SHUTTING) !== null || isOfDrawer(event, key)
  const row = before && event.timeStamp - before.at < ROW ? `${before.key} ${key}` : null
  before = inside ? null : { key, at: event.timeStamp }
  const heard = allKeys.value.filter((one) => one.always || !inside)
  const found = heard.find((one) => one.keys === row) ?? heard.find((one) => one.keys === key)
  if (!found) return
  before = null
  event.preventDefault()
  found.run(event)
}

/** Begin to listen; once, when the app starts. */
export function listenToKeys(): void {
  window.addEventListener("keydown", hear)
}

const APPLE = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent)
const SIGNS: Record<string, string> = {
  mod: APPLE ? "⌘" : "Ctrl",
  shift: "⇧",
  Enter: "↵",
  ArrowDown: "↓",
  ArrowUp: "↑",
}

/** The key caps of `g c`, `mod+k`. */
export function capsOf(keys: string): string[] {
  return keys.split(/[ +]/).map((part) => SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}
