// A run's log: what is written of it, and what was seen of it while somebody watched, in one row of lines.
import { reactive, toValue, watch, type MaybeRefOrGetter } from "vue"
import type { Run } from "./queries"
import { STATES, isGoingOn, newsBetween, sentence } from "./words"

export interface Line {
  at: string
  tone: "calm" | "bad" | "warn" | "good"
  text: string
}

const MOST = 500
/** What was seen, by run: it stays while one goes to another page and back. */
const seen = reactive(new Map<string, Line[]>())

/** Watch a run: each change between two looks becomes a line. */
export function useWatched(run: MaybeRefOrGetter<Run | undefined>) {
  watch(
    () => toValue(run),
    (now, before) => {
      if (!now || !before || now.run_id !== before.run_id) return
      const at = new Date().toISOString()
      const lines = seen.get(now.run_id) ?? []
      for (const text of newsBetween(before, now))
        lines.push({ at, tone: text.startsWith("Paused") ? "warn" : "calm", text })
      seen.set(now.run_id, lines.slice(-MOST))
    },
  )
}

interface Problem {
  id: number
  at: string
  kind: "error" | "drop"
  page: number | null
  reason: string
  title: string | null
  vendor_id: string | null
}

/** All lines of a run, oldest first. */
export function linesOf(run: Run, errors: readonly Problem[], drops: readonly Problem[]): Line[] {
  const who = run.requested_by ? ` by ${run.requested_by.replace(/^[a-z]+:/, "")}` : ""
  const lines: Line[] = [
    { at: run.created_at, tone: "calm", text: `Asked for${who}${run.retry_of ? `, a retry of ${run.retry_of}` : ""}.` },
  ]
  if (run.started_at) lines.push({ at: run.started_at, tone: "calm", text: "A worker started it." })
  // What was seen of it came a moment after it happened: nothing of a run comes after its end.
  const end = run.finished_at ?? "9999"
  lines.push(...(seen.get(run.run_id) ?? []).map((line) => (line.at > end ? { ...line, at: end } : line)))
  for (const one of errors)
    lines.push({ at: one.at, tone: "bad", text: `${one.page ? `Page ${one.page}: ` : ""}${sentence(one.reason)}` })
  for (const one of drops) {
    const what = one.title ?? one.vendor_id ?? "an item"
    lines.push({
      at: one.at,
      tone: "warn",
      text: `${one.page ? `Page ${one.page}: ` : ""}dropped ${what}: ${one.reason}`,
    })
  }
  lines.sort((a, b) => a.at.localeCompare(b.at))
  if (!isGoingOn(run.status) && run.finished_at)
    lines.push({
      at: run.finished_at,
      tone: run.status === "succeeded" ? "good" : run.status === "failed" ? "bad" : "warn",
      text: `${STATES[run.status].label}${run.message ? `: ${sentence(run.message)}` : "."}`,
    })
  return lines
}
