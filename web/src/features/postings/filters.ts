// What a search for postings asks, as the address holds it, as the API takes it, and in words.
import type { Schema } from "@/kit/api"
import { formatDay } from "@/kit/use"
import { computed } from "vue"
import { useRoute, useRouter, type LocationQuery } from "vue-router"
import { EMPLOYMENTS, formatAmount, WORK_MODES } from "./words"

export type SavedQuery = Schema<"SavedQuery">

/** The address's names are the API's own, but for `age`: days since it was found here, which stays true tomorrow. */
export const NAMES = [
  ...(["q", "company", "place", "country", "work_mode", "employment", "pay_at_least", "currency"] as const),
  ...(["pay_period", "posted_since", "seen_since", "age", "site", "target", "state"] as const),
] as const
export type Name = (typeof NAMES)[number]
export type Filters = Partial<Record<Name, string>>

/** Those that stand in the bar; the others open with a press. */
export const FURTHER = ["employment", "pay_at_least", "country", "posted_since", "site", "target", "state"] as const

const A_DAY = 86_400_000

/** The filters of this page's address; lists are written with commas between. */
export function useFilters() {
  const route = useRoute()
  const router = useRouter()
  const filters = computed(() => readFilters(route.query))
  return {
    filters,
    isFiltered: computed(() => Object.keys(filters.value).length > 0),
    /** How many of the further ones are set. */
    further: computed(() => FURTHER.filter((name) => filters.value[name] !== undefined).length),
    set(changes: Filters): void {
      const now = router.currentRoute.value
      const all = Object.entries({ ...now.query, ...changes }).filter(([, value]) => Boolean(value))
      void router.replace({ query: Object.fromEntries(all), hash: now.hash })
    },
    clear(): void {
      const kept = Object.entries(route.query).filter(([name]) => !(NAMES as readonly string[]).includes(name))
      void router.replace({ query: Object.fromEntries(kept) })
    },
  }
}

export function readFilters(query: LocationQuery): Filters {
  const read: Filters = {}
  for (const name of NAMES) {
    const there = query[name]
    const value = (Array.isArray(there) ? there.filter(Boolean).join(",") : there) ?? ""
    if (value !== "") read[name] = value
  }
  return read
}

/** What the API is asked for; what cannot be read is sent as it is, so that the API says what is wrong with it. */
export function asQuery(filters: Filters, now = Date.now()): SavedQuery {
  const query = asSaved(filters)
  const days = Number(filters.age)
  if (filters.age && Number.isFinite(days)) query.seen_since = new Date(now - days * A_DAY).toISOString()
  return query
}

/** What is kept of it: all but the age, for a saved search only tells what comes from now on. */
export function asSaved(filters: Filters): SavedQuery {
  const query: Record<string, unknown> = {}
  for (const name of ["q", "company", "place", "site", "target", "state", "pay_period", "seen_since"] as const)
    if (filters[name]) query[name] = filters[name]
  if (filters.currency) query["currency"] = filters.currency.toUpperCase()
  for (const name of ["country", "work_mode", "employment"] as const)
    if (filters[name]) query[name] = filters[name].split(",").flatMap((one) => one.trim() || [])
  if (filters.pay_at_least) {
    const amount = Number(filters.pay_at_least.replaceAll(/[\s,']/g, ""))
    query["pay_at_least"] = Number.isFinite(amount) ? amount : filters.pay_at_least
  }
  if (filters.posted_since) query["posted_since"] = moment(filters.posted_since)
  return query as SavedQuery
}

/** The address of a kept search. */
export function asFilters(query: SavedQuery): Filters {
  const read: Filters = {}
  for (const name of NAMES) {
    const value = name === "age" ? undefined : query[name]
    if (value === undefined || value === null || isUsual(name, query)) continue
    read[name] = Array.isArray(value) ? value.join(",") : String(value)
  }
  return read
}

/** What the API fills in by itself says nothing. */
function isUsual(name: Name, query: SavedQuery): boolean {
  if (name === "state") return query.state === "open"
  return name === "pay_period" && (query.pay_period === "year" || (query.pay_at_least ?? null) === null)
}

/** A kept search in words: `“welder” · in Berlin · remote`. */
export function told(query: SavedQuery): string[] {
  const words: (string | false | 0 | null | undefined)[] = [
    query.q && `“${query.q}”`,
    query.company && `at ${query.company}`,
    query.place && `in ${query.place}`,
    query.country?.length && `in ${query.country.map((one) => one.toUpperCase()).join(" or ")}`,
    query.work_mode?.length && query.work_mode.map((one) => WORK_MODES[one] ?? one).join(" or "),
    query.employment?.length && query.employment.map((one) => EMPLOYMENTS[one] ?? one).join(" or "),
    typeof query.pay_at_least === "number" &&
      `pays ${formatAmount(query.pay_at_least)} ${query.currency ?? ""} a ${query.pay_period ?? "year"} or more`,
    typeof query.pay_at_least !== "number" && query.currency && `paid in ${query.currency}`,
    query.posted_since && `posted since ${formatDay(query.posted_since)}`,
    query.seen_since && `found since ${formatDay(query.seen_since)}`,
    query.site && `from ${query.site}`,
    query.target && `board ${query.target}`,
    query.state === "closed" && "closed",
    query.state === "all" && "open or closed",
  ]
  return words.flatMap((one) => one || [])
}

function moment(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00Z` : day
}
