// How the facts of postings are called and written.
import type { Schema } from "@/kit/api"
import type { Tone } from "@/kit/ui"

export type Listed = Schema<"PostingListed">
export type News = Schema<"NewsListed">["news"]
type Pay = Pick<Listed, "pay_min" | "pay_max" | "pay_currency" | "pay_period">

export const WORK_MODES: Record<string, string> = { remote: "Remote", hybrid: "Hybrid", onsite: "On site" }
export const EMPLOYMENTS: Record<string, string> = {
  full_time: "Full time",
  part_time: "Part time",
  contract: "Contract",
  temporary: "Temporary",
  internship: "Internship",
  apprenticeship: "Apprenticeship",
  volunteer: "Volunteer",
  other: "Other",
}
export const NEWS: Record<News, { label: string; tone: Tone }> = {
  new: { label: "Found", tone: "good" },
  changed: { label: "Changed", tone: "busy" },
  closed: { label: "Closed", tone: "none" },
  reopened: { label: "Open again", tone: "warn" },
}

const amounts = new Intl.NumberFormat("en", { maximumFractionDigits: 2 })
export const formatAmount = (amount: number | string) => amounts.format(Number(amount))

/** `60,000–80,000 EUR / year`, `from 20 USD / hour`; null where nothing is known. */
export function formatPay(posting: Pay): string | null {
  const { pay_min: low, pay_max: high, pay_currency: currency, pay_period: period } = posting
  if (low === null && high === null) return null
  const least = low === null ? null : formatAmount(low)
  const most = high === null ? null : formatAmount(high)
  const range =
    least === null ? `up to ${most}` : most === null ? `from ${least}` : least === most ? least : `${least}–${most}`
  return `${range}${currency ? ` ${currency}` : ""}${period ? ` / ${period}` : ""}`
}

/** A place as it was understood: `Berlin, DE`; where nothing was, the vendor's words. */
export function placeOf(location: Record<string, unknown>): string {
  // A city says enough; a region's code stands where there is none.
  const parts = location["city"] ? ["city", "country"] : ["region", "country"]
  const known = parts.flatMap((part) => (location[part] ? [String(location[part])] : []))
  return known.join(", ") || String(location["words"] ?? "")
}

/** All places, each once; the vendor's own words where none was understood. */
export function placesOf(posting: { locations?: Record<string, unknown>[]; places?: string[] }): string[] {
  const known = (posting.locations ?? []).map(placeOf).filter(Boolean)
  return [...new Set(known.length > 0 ? known : (posting.places ?? []))]
}

/** `Berlin, DE +2`: what a row has room for. */
export function shortPlaces(posting: Parameters<typeof placesOf>[0]): string {
  const [first, ...others] = placesOf(posting)
  return first === undefined ? "" : others.length > 0 ? `${first} +${others.length}` : first
}

export const nameOf = (posting: { employer: string | null; company: string | null; target: string }) =>
  posting.employer ?? posting.company ?? posting.target

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" })
/** `German` for `de`; what is no language's code stays. */
export function languageOf(code: string): string {
  try {
    return languages.of(code) ?? code
  } catch {
    return code
  }
}

/** An address that may be followed: of the web, and nothing else. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null
}
