// What the pages of sites, schedules, runs and the monitor read and change, and under which keys it is kept.
import { api, ask, ifMatch, useList, type Schema } from "@/kit/api"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, onBeforeUnmount, onMounted, toValue, type MaybeRefOrGetter } from "vue"
import { isGoingOn } from "./words"

export type Run = Schema<"RunShown">
/** A run as a row: tables know rows by `id`. */
export type ListedRun = Run & { id: string }
export type RunWork = Schema<"RunWork">
export type Schedule = Schema<"ScheduleShown">
export type ListedSchedule = Schema<"ScheduleListed">
export type ScheduleGiven = Schema<"ScheduleRequest">
export type ScrapeGiven = Schema<"ScrapeRequest">
export type Site = Schema<"SiteShown">
export type Monitor = Schema<"MonitorShown">
export type DaySlice = Schema<"DaySlice">
export type Doing = Schema<"Doing">

/** Every key of this slice begins with its name: `["scraping"]` invalidates all of it. */
export const keys = {
  sites: ["scraping", "sites"] as const,
  schedules: ["scraping", "schedules"] as const,
  schedule: (id: string) => ["scraping", "schedule", id] as const,
  runs: ["scraping", "runs"] as const,
  run: (id: string) => ["scraping", "run", id] as const,
  monitor: ["scraping", "monitor"] as const,
}

const LIVE = 1_000
const SOON = 3_000

export function useSites() {
  return useQuery({
    queryKey: keys.sites,
    queryFn: async ({ signal }) => (await ask(api.GET("/jobs/sites", { signal }))).data,
    refetchInterval: 10_000,
  })
}

export interface RunFilters {
  state: string
  site: string
  target: string
  time: string
  schedule?: string
}

const HOURS: Record<string, number> = { hour: 1, day: 24, week: 168, month: 720 }
type Status = Run["status"]

/** The API's words for a choice of states: what is going on is two of them. */
function statusesOf(state: string): Status[] | null {
  if (state === "") return null
  return state === "going" ? ["queued", "running"] : [state as Status]
}

export function useRuns(filters: MaybeRefOrGetter<RunFilters>) {
  return useList(
    computed(() => [...keys.runs, toValue(filters)]),
    async ({ after, signal }) => {
      const { state, site, target, time, schedule } = toValue(filters)
      const hours = HOURS[time]
      const query = {
        status: statusesOf(state),
        site: site || null,
        target: target || null,
        schedule: schedule || null,
        since: hours ? new Date(Date.now() - hours * 3_600_000).toISOString() : null,
        after: after ?? null,
      }
      const page = await ask(api.GET("/api/scraping/runs", { params: { query }, signal }))
      return { ...page, items: page.items.map((one): ListedRun => ({ ...one, id: one.run_id })) }
    },
  )
}

/** One run; read again every second while it is going on. */
export function useRun(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.run(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/scraping/runs/{run_id}", { params: { path: { run_id: toValue(id) } }, signal })),
    refetchInterval: (query) => (query.state.data && isGoingOn(query.state.data.status) ? LIVE : false),
  })
}

/** Something of a run that changes with it: `stamp` is what of the run tells that it did. */
function stamped(id: MaybeRefOrGetter<string>, what: string, stamp: MaybeRefOrGetter<string>) {
  return computed(() => [...keys.run(toValue(id)), what, toValue(stamp)])
}

export function useRunWork(id: MaybeRefOrGetter<string>, stamp: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: stamped(id, "work", stamp),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/scraping/runs/{run_id}/work", { params: { path: { run_id: toValue(id) } }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** What a run stored, moment by moment; `enabled` where that was not seen as it happened. */
export function useRunStored(
  id: MaybeRefOrGetter<string>,
  stamp: MaybeRefOrGetter<string>,
  enabled: MaybeRefOrGetter<boolean>,
) {
  return useQuery({
    queryKey: stamped(id, "stored", stamp),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/scraping/runs/{run_id}/stored", { params: { path: { run_id: toValue(id) } }, signal })),
    enabled: computed(() => toValue(enabled)),
    staleTime: Infinity,
  })
}

export function useRunErrors(id: MaybeRefOrGetter<string>, stamp: MaybeRefOrGetter<string>) {
  return useList(stamped(id, "errors", stamp), ({ after, signal }) =>
    ask(
      api.GET("/api/scraping/runs/{run_id}/errors", {
        params: { path: { run_id: toValue(id) }, query: { after: after ?? null } },
        signal,
      }),
    ),
  )
}

export function useRunDrops(id: MaybeRefOrGetter<string>, stamp: MaybeRefOrGetter<string>) {
  return useList(stamped(id, "drops", stamp), ({ after, signal }) =>
    ask(
      api.GET("/api/scraping/runs/{run_id}/drops", {
        params: { path: { run_id: toValue(id) }, query: { after: after ?? null } },
        signal,
      }),
    ),
  )
}

export function useRunPostings(id: MaybeRefOrGetter<string>, stamp: MaybeRefOrGetter<string>) {
  return useList(stamped(id, "postings", stamp), ({ after, signal }) =>
    ask(
      api.GET("/api/scraping/runs/{run_id}/postings", {
        params: { path: { run_id: toValue(id) }, query: { after: after ?? null } },
        signal,
      }),
    ),
  )
}

export interface ScheduleFilters {
  q: string
  site: string
  state: string
}

export function useSchedules(filters: MaybeRefOrGetter<ScheduleFilters>) {
  return useList(
    computed(() => [...keys.schedules, toValue(filters)]),
    ({ after, signal }) => {
      const { q, site, state } = toValue(filters)
      const query = {
        q: q || null,
        site: site || null,
        state: (state || null) as "on" | "paused" | "resting" | null,
        after: after ?? null,
      }
      return ask(api.GET("/api/scraping/schedules", { params: { query }, signal }))
    },
  )
}

export function useSchedule(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.schedule(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/scraping/schedules/{schedule_id}", { params: { path: { schedule_id: toValue(id) } }, signal })),
    refetchInterval: 10_000,
  })
}

/** The next five moments of a schedule that is there; `stamp` is its version and next moment. */
export function useOccurrences(id: MaybeRefOrGetter<string>, stamp: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [...keys.schedule(toValue(id)), "next", toValue(stamp)]),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/scraping/schedules/{schedule_id}/occurrences", {
          params: { path: { schedule_id: toValue(id) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
}

export function useSkips(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => [...keys.schedule(toValue(id)), "skips"]),
    ({ after, signal }) =>
      ask(
        api.GET("/api/scraping/schedules/{schedule_id}/skips", {
          params: { path: { schedule_id: toValue(id) }, query: { after: after ?? null } },
          signal,
        }),
      ),
  )
}

export interface Rhythm {
  interval_minutes: number | null
  cron: string | null
  time_zone: string
}

/** What a rhythm that is being typed comes to; null while there is nothing to ask about. */
export function usePreview(rhythm: MaybeRefOrGetter<Rhythm | null>) {
  return useQuery({
    queryKey: computed(() => ["scraping", "preview", toValue(rhythm)]),
    queryFn: ({ signal }) =>
      ask(api.POST("/api/scraping/schedules/preview", { body: { ...(toValue(rhythm) as Rhythm), count: 5 }, signal })),
    enabled: computed(() => toValue(rhythm) !== null),
    staleTime: 60_000,
    retry: false,
  })
}

export function useMonitor() {
  return useQuery({
    queryKey: [...keys.monitor, "now"],
    queryFn: ({ signal }) => ask(api.GET("/api/scraping/monitor", { signal })),
    // Pauses by itself while the tab is hidden.
    refetchInterval: 2_500,
  })
}

export function useLastDay() {
  return useQuery({
    queryKey: [...keys.monitor, "day"],
    queryFn: ({ signal }) => ask(api.GET("/api/scraping/monitor/day", { signal })),
    refetchInterval: 60_000,
  })
}

/** Read a list again every few seconds; not while nobody looks, nor when one has scrolled far down. */
export function useAgain(
  list: Pick<ReturnType<typeof useRuns>, "query"> | Pick<ReturnType<typeof useSchedules>, "query">,
) {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      const pages = list.query.data.value?.pages.length ?? 0
      if (document.visibilityState !== "visible" || pages > 2 || list.query.isFetching.value) return
      void list.query.refetch()
    }, SOON)
  })
  onBeforeUnmount(() => clearInterval(timer))
}

/** Writes of scraping, each followed by what must be read anew. */
export function useScrapingWrites() {
  const client = useQueryClient()
  const renewSchedules = () => client.invalidateQueries({ queryKey: keys.schedules })
  const renewRuns = () => client.invalidateQueries({ queryKey: keys.runs })
  const schedulePath = (id: string) => ({ schedule_id: id })

  /** Shown at once, and taken back where the API refuses. */
  async function setOn(seen: Schedule, enabled: boolean): Promise<Schedule> {
    const key = keys.schedule(seen.id)
    await client.cancelQueries({ queryKey: key, exact: true })
    client.setQueryData(key, { ...seen, enabled })
    try {
      const now = await ask(
        api.PATCH("/api/scraping/schedules/{schedule_id}", {
          params: { path: schedulePath(seen.id), header: ifMatch(seen) },
          body: { enabled },
        }),
      )
      client.setQueryData(key, now)
      void renewSchedules()
      return now
    } catch (error) {
      void client.invalidateQueries({ queryKey: key })
      void renewSchedules()
      throw error
    }
  }

  return {
    async scrape(body: ScrapeGiven, key: string) {
      const { data } = await ask(
        api.POST("/jobs/scrape", { body, params: { header: { "Idempotency-Key": key }, query: {} } }),
      )
      void renewRuns()
      return data
    },
    async retry(runId: string, key: string) {
      const started = await ask(
        api.POST("/api/scraping/runs/{run_id}/retry", {
          params: { path: { run_id: runId }, header: { "Idempotency-Key": key } },
        }),
      )
      void renewRuns()
      return started
    },
    async cancel(runId: string) {
      const now = await ask(api.POST("/api/scraping/runs/{run_id}/cancel", { params: { path: { run_id: runId } } }))
      void client.invalidateQueries({ queryKey: keys.run(runId) })
      void renewRuns()
      return now
    },
    async make(body: ScheduleGiven, key: string): Promise<Schedule> {
      const made = await ask(
        api.POST("/api/scraping/schedules", { body, params: { header: { "Idempotency-Key": key } } }),
      )
      client.setQueryData(keys.schedule(made.id), made)
      void renewSchedules()
      return made
    },
    async change(seen: Schedule, body: ScheduleGiven): Promise<Schedule> {
      const now = await ask(
        api.PUT("/api/scraping/schedules/{schedule_id}", {
          params: { path: schedulePath(seen.id), header: ifMatch(seen) },
          body,
        }),
      )
      client.setQueryData(keys.schedule(seen.id), now)
      void renewSchedules()
      return now
    },
    setOn,
    async runNow(id: string, key: string) {
      const started = await ask(
        api.POST("/api/scraping/schedules/{schedule_id}/run", {
          params: { path: schedulePath(id), header: { "Idempotency-Key": key } },
        }),
      )
      void renewRuns()
      void renewSchedules()
      return started
    },
    async remove(id: string): Promise<void> {
      await ask(api.DELETE("/api/scraping/schedules/{schedule_id}", { params: { path: schedulePath(id) } }))
      client.removeQueries({ queryKey: keys.schedule(id) })
      void renewSchedules()
    },
  }
}
