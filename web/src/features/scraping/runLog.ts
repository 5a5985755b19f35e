// A run's log: what is written of it, and what was seen of it while somebody watched, in one row of lines.
import type { Schema } from "@/kit/api"
import { reactive, toValue, watch, type MaybeRefOrGetter } from "vue"
import type { Run } from "./queries"
import { GOES_ON, STATES, isGoingOn, newsBetween, nothingOf, sentence } from "./words"

export interface Line {
  at: string
  tone: "calm" | "bad" | "warn" | "good"
  text: string
}

const MOST = 500
/** What was seen of runs: it stays while one goes to another page and back. */
interface Seen {
  /** How it stood when it was first looked at: what came before is asked of the API. */
  first: Run
  last: Run
  lines: Line[]
}
const seen = reactive(new Map<string, Seen>())

/** How a run stood when it was first looked at here. */
export const firstLook = (runId: string): Run | undefined => seen.get(runId)?.first

/** How often it went on after a pause while somebody watched: the other times were before. */
export const seenToGoOn = (runId: string): number =>
  seen.get(runId)?.lines.filter((line) => line.text === GOES_ON).length ?? 0

/** Watch a run: each change between two looks becomes a line. */
export function useWatched(run: MaybeRefOrGetter<Run | undefined>) {
  watch(
    () => toValue(run),
    (now) => {
      if (!now) return
      const known = seen.get(now.run_id)
      if (!known) {
        seen.set(now.run_id, { first: now, last: now, lines: [] })
        return
      }
      const lines = newsBetween(known.last, now).map((text): Line => {
        return { at: now.updated_at, tone: text.startsWith("Paused") ? "warn" : "calm", text }
      })
      seen.set(now.run_id, { first: known.first, last: now, lines: [...known.lines, ...lines].slice(-MOST) })
    },
    { immediate: true },
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

export type StoredAt = Schema<"StoredAt">
const NEWS = ["new", "changed", "reopened"] as const

/** What happened before anybody looked: each page that brought something, then all of it together; `attempts` is how
 * often a worker had taken it up.
 */
export function earlierLines(first: Run, stored: readonly StoredAt[], attempts: number): Line[] {
  const lines = stored
    .filter((one) => one.at <= first.updated_at)
    .flatMap((one): Line[] => {
      const counts = NEWS.filter((news) => one[news] > 0).map((news) => `${one[news]} ${news}`)
      const told = [
        ...(counts.length > 0 ? [`Stored: ${counts.join(", ")}.`] : []),
        ...(one.closed > 0 ? [`Closed: ${one.closed} that the board shows no more.`] : []),
      ]
      return told.map((text) => ({ at: one.at, tone: "calm", text }))
    })
  const whole = newsBetween(nothingOf(first), first)
  const at = first.finished_at ?? first.updated_at
  if (whole[0] !== undefined) lines.push({ at, tone: "calm", text: `Altogether: ${decapitalised(whole[0])}` })
  if (attempts > 2) lines.push({ at, tone: "warn", text: `It paused, and was taken up again, ${attempts - 1} times.` })
  else if (attempts === 2) lines.push({ at, tone: "warn", text: "It paused once, and was taken up again." })
  return lines
}

const decapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** All lines of a run, oldest first; `earlier` is what was before one watched it. */
export function linesOf(
  run: Run,
  errors: readonly Problem[],
  drops: readonly Problem[],
  earlier: readonly Line[] = [],
): Line[] {
  const who = run.requested_by ? ` by ${run.requested_by.replace(/^[a-z]+:/, "")}` : ""
  const lines: Line[] = [
    { at: run.created_at, tone: "calm", text: `Asked for${who}${run.retry_of ? `, a retry of ${run.retry_of}` : ""}.` },
  ]
  if (run.started_at) lines.push({ at: run.started_at, tone: "calm", text: "A worker started it." })
  lines.push(...earlier, ...(seen.get(run.run_id)?.lines ?? []))
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
