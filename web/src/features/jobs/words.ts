// How jobs and stages are told: their states, and the fixed kinds of stages.
import type { Schema } from "@/kit/api"
import type { Tone } from "@/kit/ui"

export type Status = Schema<"JobShown">["status"]
export type Kind = Schema<"StageShown">["kind"]

export const STATUSES: Record<Status, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "none" },
  open: { label: "Open", tone: "good" },
  on_hold: { label: "On hold", tone: "warn" },
  filled: { label: "Filled", tone: "calm" },
  cancelled: { label: "Cancelled", tone: "bad" },
}
export const KINDS: Record<Kind, string> = {
  sourced: "Sourced",
  contacted: "Contacted",
  qualified: "Qualified",
  sent_to_manager: "Sent to manager",
  interview: "Interview",
  offer: "Offer",
  hired: "Hired",
  rejected: "Rejected",
}
/** Kinds of stages in which the client has the word. */
export const WITH_CLIENT: ReadonlySet<string> = new Set<Kind>(["sent_to_manager", "interview", "offer"])

const choices = <Name extends string>(labels: [Name, string][]) => labels.map(([value, label]) => ({ value, label }))
export const STATUS_CHOICES = choices(
  (Object.keys(STATUSES) as Status[]).map((status): [Status, string] => [status, STATUSES[status].label]),
)
export const KIND_CHOICES = choices(Object.entries(KINDS) as [Kind, string][])
