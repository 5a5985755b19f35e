// Moments and days as this person reads them: in their own time zone and their own form.
import { computed, onBeforeUnmount, onMounted, ref } from "vue"
import { stored } from "./stored"

export const MACHINE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
export const DATE_FORMS = ["system", "iso", "de-DE", "en-GB", "en-US"] as const
export type DateForm = (typeof DATE_FORMS)[number]

const chosenZone = stored<string>("zone", "")
export const dateForm = stored<DateForm>("date-form", "system", DATE_FORMS)

/** The zone that times are shown in: the one chosen, or this machine's. */
export const zone = computed({
  get: () => (isZone(chosenZone.value) ? chosenZone.value : MACHINE_ZONE),
  set: (next) => (chosenZone.value = next === MACHINE_ZONE ? "" : next),
})

export function isZone(name: string): boolean {
  if (name === "") return false
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

const forms = computed(() => {
  const iso = dateForm.value === "iso"
  const locale = iso ? "sv-SE" : dateForm.value === "system" ? undefined : dateForm.value
  const day = { year: "numeric", month: iso ? "2-digit" : "short", day: iso ? "2-digit" : "numeric" } as const
  const clock = { hour: "2-digit", minute: "2-digit" } as const
  return {
    moment: new Intl.DateTimeFormat(locale, { ...day, ...clock, timeZone: zone.value }),
    whole: new Intl.DateTimeFormat(locale, { ...day, ...clock, timeZone: zone.value, timeZoneName: "short" }),
    day: new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" }),
    relative: new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" }),
  }
})

/** A moment (ISO 8601, UTC) with date and time. */
export const formatMoment = (moment: string) => forms.value.moment.format(new Date(moment))
/** The same with its zone's name, for titles. */
export const formatWhole = (moment: string) => forms.value.whole.format(new Date(moment))
/** A calendar day (`2030-01-31`), which is the same day in every zone. */
export const formatDay = (day: string) => forms.value.day.format(new Date(`${day.slice(0, 10)}T00:00:00Z`))

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_556_952],
  ["month", 2_629_746],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
]

/** "5 min. ago", "in 2 days"; "now" within a minute. */
export function formatRelative(moment: string, now = Date.now()): string {
  const seconds = (new Date(moment).getTime() - now) / 1000
  const [unit, length] = STEPS.find(([, one]) => Math.abs(seconds) >= one) ?? ["second", 1]
  return unit === "second" ? "now" : forms.value.relative.format(Math.trunc(seconds / length), unit)
}

const now = ref(Date.now())
let watching = 0
let ticking: ReturnType<typeof setInterval> | undefined

/** The time, ticking twice a minute while anybody looks: one timer for all. */
export function useNow() {
  onMounted(() => {
    watching += 1
    now.value = Date.now()
    ticking ??= setInterval(() => (now.value = Date.now()), 30_000)
  })
  onBeforeUnmount(() => {
    watching -= 1
    if (watching > 0) return
    clearInterval(ticking)
    ticking = undefined
  })
  return now
}

const numbers = new Intl.NumberFormat("en")
/** A count with its thousands apart: 31,204. */
export const formatCount = (count: number) => numbers.format(count)
