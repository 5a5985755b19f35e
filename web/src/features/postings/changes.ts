// What changed in a posting, field by field, for people to read.
import { formatMoment } from "@/kit/use"

export interface Change {
  field: string
  from: string
  to: string
  /** A whole text: shown folded. */
  long: boolean
}

const FIELDS: Record<string, string> = {
  title: "Title",
  company: "Company",
  places: "Places",
  is_remote: "Remote",
  department: "Department",
  employment_type: "Employment",
  requisition: "Requisition",
  url: "Address",
  apply_url: "Address to apply",
  posted_at: "Posted",
  salary: "Pay",
  description: "Text",
}

/** The API's `{"title": ["old", "new"]}` as lines, the short ones first. */
export function changesOf(changes: Record<string, unknown[]> | null): Change[] {
  return Object.entries(changes ?? {})
    .map(([name, [was, became]]) => ({
      field: FIELDS[name] ?? name.replaceAll("_", " "),
      from: written(name, was),
      to: written(name, became),
      long: name === "description",
    }))
    .sort((one, other) => Number(one.long) - Number(other.long))
}

/** In one line: `Title: Welder → Senior welder · Text`. */
export function shortChanges(changes: Record<string, unknown[]> | null): string {
  return changesOf(changes)
    .map((one) => (one.long ? one.field : `${one.field}: ${one.from || "nothing"} → ${one.to || "nothing"}`))
    .join(" · ")
}

function written(name: string, value: unknown): string {
  if (value === null || value === undefined) return ""
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (Array.isArray(value)) return value.map(String).join("; ")
  if (typeof value === "object") {
    const text = (value as Record<string, unknown>)["text"]
    if (typeof text === "string" && text) return text
    return Object.entries(value)
      .map(([part, one]) => `${part} ${String(one)}`)
      .join(", ")
  }
  const text = String(value as string | number)
  return name === "posted_at" && !Number.isNaN(Date.parse(text)) ? formatMoment(text) : text
}
