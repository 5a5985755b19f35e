// Imports in words: their kinds with what a file of each holds, how they stand, what came of a row.
import type { Tone } from "@/kit/ui"
import type { Import, Kind, Outcome } from "./queries"

export const KINDS: readonly { value: Kind; label: string; needed: string; may: string }[] = [
  { value: "companies", label: "Companies", needed: "name", may: "names, domains, client, website, location" },
  {
    value: "jobs",
    label: "Jobs",
    needed: "key, client, title",
    may: "status, location, openings, opened_on, description",
  },
  {
    value: "candidates",
    label: "Candidates",
    needed: "name, and key or email",
    may: "phone, headline, title, location, employer, profile_url, tags",
  },
  {
    value: "applicants",
    label: "Applicants: candidates in the pipelines of jobs",
    needed: "job, candidate",
    may: "stage, since, added_at, added_by, reason",
  },
  {
    value: "history",
    label: "History: how applicants moved before",
    needed: "job, candidate, at, to",
    may: "from, by, note",
  },
]
export const kindName = (kind: Kind) => kind.charAt(0).toUpperCase() + kind.slice(1)

export const STATES: Record<Import["state"], [Tone, string]> = {
  queued: ["calm", "Waits"],
  running: ["busy", "Goes on"],
  succeeded: ["good", "Done"],
  failed: ["bad", "Broke off"],
  cancelled: ["none", "Cancelled"],
  forgotten: ["none", "Long over"],
}

export const OUTCOMES: Record<Outcome, [Tone, string]> = {
  made: ["good", "Made"],
  updated: ["good", "Updated"],
  already_there: ["calm", "Already there"],
  refused: ["bad", "Refused"],
}

/** Where one sees what a row made; null for what has no page of its own. */
export function pageOf(kind: Kind, thing: string | null): string | null {
  if (thing === null) return null
  const pages: Partial<Record<Kind, string>> = { companies: "/companies", jobs: "/jobs", candidates: "/candidates" }
  const page = pages[kind]
  return page ? `${page}/${thing}` : null
}
