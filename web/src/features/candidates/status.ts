// The computed status of a person, as it is shown.
import type { Tone } from "@/kit/ui"
import type { Candidate } from "./queries"

export const STATUSES: Record<NonNullable<Candidate["status"]>["kind"], { tone: Tone; label: string }> = {
  available: { tone: "calm", label: "Available" },
  active: { tone: "good", label: "Active" },
  placed: { tone: "warn", label: "Placed" },
  off_limits: { tone: "bad", label: "Off-limits" },
}
