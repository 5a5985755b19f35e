// Scraping in plain words: how a run stands, why it failed and what to do, rhythms, spans of time.
import type { Schema } from "@/kit/api"
import type { Tone } from "@/kit/ui"

type Run = Schema<"RunShown">
type Status = Run["status"]

export const STATES: Record<Status, { label: string; tone: Tone }> = {
  queued: { label: "Queued", tone: "calm" },
  running: { label: "Running", tone: "busy" },
  succeeded: { label: "Succeeded", tone: "good" },
  partial: { label: "Partial", tone: "warn" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "none" },
}

export const isGoingOn = (status: Status): boolean => status === "queued" || status === "running"

/** What a run is of: its site, and the board there. */
export const ofWhat = (one: { site_name: string; target: string | null }): string =>
  one.target ? `${one.site_name} · ${one.target}` : one.site_name

export interface Advice {
  /** What somebody can do about it, in a sentence. */
  text: string
  /** Which deeds help: the page offers them first. */
  deeds: ("retry" | "target" | "schedule" | "monitor" | "drops")[]
}

const ADVICE: [RegExp, Advice][] = [
  [
    /no board|no such board|lists no page|no sitemap/i,
    {
      text: "The site does not know this target. Open the company's jobs page, compare the name in its address, and scrape again with the right one.",
      deeds: ["target", "schedule"],
    },
  ],
  [
    /\((403|429)\)|refus|slow down|too many|blocked|forbids/i,
    {
      text: "The site does not want to be asked right now. Wait until it is open again (the sites' page says when), then retry. If it comes back, let the schedule run less often.",
      deeds: ["retry", "schedule"],
    },
  ],
  [
    /not installed/i,
    {
      text: "Something is missing on the machine of the workers: install it as the message says, then retry.",
      deeds: [],
    },
  ],
  [
    /not JSON|another shape|not whole JSON|HTML page|nested|empty body|no whole/i,
    {
      text: "The site answered something that its parser cannot read. Retry once; if it says the same, the site has changed and its parser needs an update: report it with the run's id.",
      deeds: ["retry"],
    },
  ],
  [
    /JOBCENTER_MAX_PAGE_BYTES|more than [\d.,]+ (MiB|pages|bytes)/i,
    {
      text: "The site sends more than is allowed here. The message says which limit to raise, if that is right.",
      deeds: [],
    },
  ],
  [
    /did not answer|could not be reached|broke off|in time|whole page within|fault of its own|away/i,
    {
      text: "The site, or the network to it, was away. This mends itself more often than not: retry in some minutes.",
      deeds: ["retry"],
    },
  ],
  [
    /worker died|died \d+ times/i,
    {
      text: "The workers died while doing this run. Look at the monitor, and at the workers' log.",
      deeds: ["monitor"],
    },
  ],
]

/** What to do about a run that did not go well. */
export function adviceFor(
  run: Pick<Run, "status" | "message" | "dropped_count"> & { complete?: boolean },
  reasons: readonly string[] = [],
): Advice {
  if (run.status === "cancelled")
    return {
      text: "Somebody cancelled it. What it had stored by then stays; retry it to read the whole board.",
      deeds: ["retry"],
    }
  // A board that was read whole got over what went wrong on its pages: what is missing was dropped.
  const said = [run.message ?? "", ...(run.complete && run.dropped_count > 0 ? [] : reasons)]
  for (const one of said) {
    const found = ADVICE.find(([pattern]) => pattern.test(one))
    if (found) return found[1]
  }
  if (run.dropped_count > 0)
    return {
      text: "Some items of the site could not become postings; the others are stored. Under Problems stands what was wrong with each.",
      deeds: ["drops", "retry"],
    }
  return { text: "Retry it. If it fails again, report it with the run's id.", deeds: ["retry"] }
}

/** Why it ended as it did, in one sentence. */
export function whyOf(
  run: Pick<Run, "status" | "message" | "dropped_count" | "seen_count"> & { complete?: boolean },
  reasons: readonly string[],
): string {
  if (run.message) return sentence(run.message)
  const dropped = `${run.dropped_count} of ${run.seen_count} items could not be read.`
  if (run.complete && run.dropped_count > 0) return dropped
  if (reasons[0]) return sentence(reasons[0])
  if (run.dropped_count > 0) return dropped
  return "It gave no reason."
}

export function sentence(what: string): string {
  const text = what.trim()
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".")
}

const UNITS: [number, string, string][] = [
  [1440, "day", "days"],
  [60, "hour", "hours"],
  [1, "minute", "minutes"],
]

/** "every 90 minutes", "every 2 days", "every hour". */
export function everyOf(minutes: number): string {
  const [length, one, many] = UNITS.find(([unit]) => minutes % unit === 0) ?? [1, "minute", "minutes"]
  const count = minutes / length
  return count === 1 ? `every ${one}` : `every ${count} ${many}`
}

/** A schedule's rhythm, short. */
export function rhythmOf(one: { cron: string | null; interval_minutes: number | null; time_zone: string }): string {
  if (one.cron) return one.time_zone === "UTC" ? `${one.cron} UTC` : `${one.cron} ${one.time_zone}`
  return one.interval_minutes ? everyOf(one.interval_minutes) : "never"
}

/** A span: "0.4 s", "42 s", "3 min 20 s", "2 h 5 min", "3 d". */
export function spanOf(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, Math.round(seconds * 10) / 10)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`
  if (whole < 172_800) {
    const rest = Math.floor((whole % 3600) / 60)
    return rest === 0 ? `${Math.floor(whole / 3600)} h` : `${Math.floor(whole / 3600)} h ${rest} min`
  }
  return `${Math.floor(whole / 86_400)} d`
}

/** How long a run took, or takes by now; null before it started. */
export function tookOf(run: Pick<Run, "started_at" | "finished_at">, now: number): number | null {
  if (!run.started_at) return null
  const end = run.finished_at ? Date.parse(run.finished_at) : now
  return Math.max(0, (end - Date.parse(run.started_at)) / 1000)
}

const COUNTED = [
  ["new_count", "new"],
  ["changed_count", "changed"],
  ["unchanged_count", "unchanged"],
  ["reopened_count", "reopened"],
  ["filtered_count", "filtered out"],
  ["dropped_count", "dropped"],
  ["details_count", "read in detail"],
] as const

export const GOES_ON = "It goes on."

/** A run before anything came of it. */
export function nothingOf(run: Run): Run {
  return { ...run, ...Object.fromEntries(COUNTED.map(([name]) => [name, 0])), completed_pages: 0 }
}

/** What happened between two looks at a run, for its log: nothing, or some sentences. */
export function newsBetween(before: Run, after: Run): string[] {
  const lines: string[] = []
  const counts = COUNTED.flatMap(([name, word]) => {
    const more = after[name] - before[name]
    return more > 0 ? [`${more} ${word}`] : []
  })
  const pages = after.completed_pages - before.completed_pages
  if (pages > 0) {
    const which =
      pages === 1 ? `Page ${after.completed_pages}` : `Pages ${before.completed_pages + 1}–${after.completed_pages}`
    lines.push(`${which} stored: ${counts.join(", ") || "nothing new"}.`)
  } else if (counts.length > 0) lines.push(`Stored: ${counts.join(", ")}.`)
  if (after.status !== before.status && after.status === "queued")
    lines.push(after.message ? `Paused: ${sentence(after.message)}` : "Paused: it goes on soon.")
  if (after.status !== before.status && after.status === "running" && before.completed_pages > 0) lines.push(GOES_ON)
  return lines
}
