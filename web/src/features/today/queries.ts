// What waits for me, read anew every few minutes while the page is open.
import { api, ask, type Schema } from "@/kit/api"
import { keepPreviousData, useQuery } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"

export type Today = Schema<"Today">

export const keys = { of: (asked: Asked) => ["today", asked] as const }

export interface Asked {
  everyone: boolean
  quietDays: number
}

/** Whether there is any job: where there is none, nothing can wait yet, and one is told how to begin. */
export function useHasJobs(enabled: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: ["today", "has jobs"],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/jobs", { params: { query: { limit: 1 } }, signal }))).items.length > 0,
    enabled: computed(() => toValue(enabled)),
  })
}

const ANEW_EVERY = 3 * 60_000

export function useToday(asked: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => keys.of(toValue(asked))),
    queryFn: ({ signal }) => {
      const { everyone, quietDays } = toValue(asked)
      const query = { whose: everyone ? ("everyone" as const) : ("mine" as const), quiet_days: quietDays }
      return ask(api.GET("/api/today", { params: { query }, signal }))
    },
    placeholderData: keepPreviousData,
    refetchInterval: ANEW_EVERY,
    refetchOnWindowFocus: true,
  })
}
