// What the pages of postings read, and under which keys it is kept.
import { api, ask, useList } from "@/kit/api"
import { useQueries, useQuery } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import { asQuery, type Filters } from "./filters"
import type { News } from "./words"

/** Every key of this slice begins with its name: `["postings"]` invalidates all of it. */
export const keys = {
  all: ["postings"] as const,
  list: (filters: Filters) => ["postings", "list", filters] as const,
  one: (id: string) => ["postings", "one", id] as const,
  history: (id: string) => ["postings", "one", id, "history"] as const,
  news: (asked: NewsAsked) => ["postings", "news", asked] as const,
  sites: ["postings", "sites"] as const,
}

export function usePostings(filters: MaybeRefOrGetter<Filters>) {
  return useList(
    computed(() => keys.list(toValue(filters))),
    ({ after, signal }) =>
      ask(api.GET("/api/postings", { params: { query: { ...asQuery(toValue(filters)), ...from(after) } }, signal })),
  )
}

const readPosting = (id: string, signal: AbortSignal) =>
  ask(api.GET("/api/postings/{posting_id}", { params: { path: { posting_id: id } }, signal }))

export function usePosting(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.one(toValue(id))),
    queryFn: ({ signal }) => readPosting(toValue(id), signal),
  })
}

/** Some postings at once, to lie side by side. */
export function useSomePostings(ids: MaybeRefOrGetter<readonly string[]>) {
  return useQueries({
    queries: computed(() =>
      toValue(ids).map((id) => ({
        queryKey: keys.one(id),
        queryFn: ({ signal }: { signal: AbortSignal }) => readPosting(id, signal),
      })),
    ),
  })
}

export function useHistory(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.history(toValue(id))),
    ({ after, signal }) =>
      ask(
        api.GET("/api/postings/{posting_id}/history", {
          params: { path: { posting_id: toValue(id) }, query: from(after) },
          signal,
        }),
      ),
  )
}

export interface NewsAsked {
  news: string
  site: string
  days: number
}

/** What happened to postings, each with an id of its own to stand in a list. */
export function useNews(asked: MaybeRefOrGetter<NewsAsked>) {
  return useList(
    computed(() => keys.news(toValue(asked))),
    async ({ after, signal }) => {
      const { news, site, days } = toValue(asked)
      const since = new Date(Date.now() - days * 86_400_000).toISOString()
      const query = { since, ...(news ? { news: [news as News] } : {}), ...(site ? { site } : {}), ...from(after) }
      const page = await ask(api.GET("/api/postings/news", { params: { query }, signal }))
      return { ...page, items: page.items.map((one) => ({ ...one, id: `${one.posting_id}-${one.at}` })) }
    },
  )
}

/** The sites that postings come from, to choose among. */
export function useSites() {
  return useQuery({
    queryKey: keys.sites,
    queryFn: async ({ signal }) => (await ask(api.GET("/jobs/sites", { signal }))).data,
    staleTime: 10 * 60_000,
  })
}

/** A list's next page, or its first. */
export function from(after: string | undefined): { after?: string } {
  return after === undefined ? {} : { after }
}
