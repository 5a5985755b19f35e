// The words and signs for what happened with a person.
import type { Tone } from "@/kit/ui"
import type { Application, Happening, Interview, MailEvent } from "./applications"

export const INTERVIEWS: Record<Interview["status"], { tone: Tone; label: string }> = {
  scheduled: { tone: "busy", label: "Scheduled" },
  passed: { tone: "good", label: "Passed" },
  failed: { tone: "bad", label: "Failed" },
  undecided: { tone: "warn", label: "Undecided" },
  no_show: { tone: "bad", label: "No show" },
  cancelled: { tone: "none", label: "Cancelled" },
}

export const STAGES: Record<Application["stage_kind"], Tone> = {
  sourced: "none",
  contacted: "calm",
  qualified: "calm",
  sent_to_manager: "busy",
  interview: "busy",
  offer: "warn",
  hired: "good",
  rejected: "bad",
}

/** Between which kinds of stages a client's manager may move. */
export const MANAGERS_STAGES: readonly Application["stage_kind"][] = [
  "sent_to_manager",
  "interview",
  "offer",
  "rejected",
]

export const MAILS: Record<MailEvent | "in", { tone: Tone; label: string }> = {
  in: { tone: "good", label: "Reply" },
  sent: { tone: "calm", label: "Sent" },
  delivered: { tone: "calm", label: "Delivered" },
  opened: { tone: "busy", label: "Opened" },
  clicked: { tone: "busy", label: "Clicked" },
  bounced: { tone: "bad", label: "Bounced" },
  unsubscribed: { tone: "warn", label: "Unsubscribed" },
  spam: { tone: "bad", label: "Marked as spam" },
}

/** How rows name who did something (`user:ada@example.com`), as a person reads it. */
export function actor(by: string | null): string {
  if (!by) return ""
  const [kind, ...rest] = by.split(":")
  if (kind === "key") return `the API key ${rest.join(":")}`
  return kind === "user" ? rest.join(":") : by
}

/** Where profiles are read, as people call it. */
export const SOURCES: Readonly<Record<string, string>> = { linkedin: "LinkedIn", xing: "XING", github: "GitHub" }

/** An address as people say it: without its scheme and its last slash. */
export const shortOf = (url: string) => url.replace(/^https?:[/]{2}(www\.)?/, "").replace(/[/]$/, "")

/** An address as the API takes it: people leave the scheme out. What looks like none stays as it was typed. */
export function addressOf(typed: string): string {
  const text = typed.trim()
  return /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$/.test(text) ? `https://${text}` : text
}

/** One sentence for an entry of the timeline. */
export function sentenceOf(one: Happening): string {
  switch (one.kind) {
    case "stage":
      return one.before ? `Moved from ${one.before} to ${one.title ?? ""}` : `Entered at ${one.title ?? ""}`
    case "interview":
      return [one.title ?? "Interview", one.by ? `with ${one.by}` : ""].filter(Boolean).join(" ")
    case "mail":
      return one.title ?? "Mail"
    case "note":
      return one.state === "shared" ? "Note, shared with the client" : "Note"
    case "placement":
      return "Placed"
  }
}
