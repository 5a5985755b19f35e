// What the pages of saved searches read and change, and under which keys it is kept.
import { api, ask, ifMatch, useList, type Listing, type Schema } from "@/kit/api"
import { useQuery, useQueryClient, type InfiniteData } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import { from } from "../queries"

export type Search = Schema<"SearchShown">
export type Hit = Schema<"HitListed">
type Given = Schema<"SearchGiven">

export const keys = {
  all: ["postings", "searches"] as const,
  list: ["postings", "searches", "list"] as const,
  one: (id: string) => ["postings", "searches", "one", id] as const,
  hits: (id: string) => ["postings", "searches", "one", id, "hits"] as const,
  new: ["postings", "searches", "new"] as const,
}
/** New matches are looked for every minute. */
const A_MINUTE = 60_000

export function useSearches() {
  return useList(keys.list, ({ after, signal }) =>
    ask(api.GET("/api/postings/searches", { params: { query: from(after) }, signal })),
  )
}

export function useSearch(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.one(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/postings/searches/{search_id}", { params: { path: { search_id: toValue(id) } }, signal })),
    enabled: computed(() => toValue(id) !== ""),
  })
}

export function useHits(id: MaybeRefOrGetter<string>, onlyNew: MaybeRefOrGetter<boolean>) {
  return useList(
    computed(() => [...keys.hits(toValue(id)), toValue(onlyNew)]),
    ({ after, signal }) =>
      ask(
        api.GET("/api/postings/searches/{search_id}/hits", {
          params: { path: { search_id: toValue(id) }, query: { new: toValue(onlyNew), ...from(after) } },
          signal,
        }),
      ),
  )
}

/** How many matches nobody has looked at: of all searches, and of each. */
export function useNewMatches() {
  const query = useQuery({
    queryKey: keys.new,
    queryFn: ({ signal }) => ask(api.GET("/api/postings/searches/new", { signal })),
    refetchInterval: A_MINUTE,
  })
  return {
    query,
    total: computed(() => query.data.value?.total ?? 0),
    of: (id: string) => query.data.value?.searches.find((one) => one.search_id === id)?.new ?? 0,
  }
}

/** Writes to saved searches, each followed by what must be read anew. */
export function useSearchWrites() {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: keys.list })
  const at = (id: string) => ({ path: { search_id: id } })
  return {
    async save(body: Given, key: string): Promise<Search> {
      const header = { "Idempotency-Key": key }
      const made = await ask(api.POST("/api/postings/searches", { body, params: { header } }))
      client.setQueryData(keys.one(made.id), made)
      void renew()
      return made
    },
    async change(seen: Search, body: Given): Promise<Search> {
      const params = { ...at(seen.id), header: ifMatch(seen) }
      const now = await ask(api.PUT("/api/postings/searches/{search_id}", { params, body }))
      client.setQueryData(keys.one(now.id), now)
      void renew()
      return now
    },
    async remove(id: string): Promise<void> {
      await ask(api.DELETE("/api/postings/searches/{search_id}", { params: at(id) }))
      client.removeQueries({ queryKey: keys.one(id) })
      void renew()
      void client.invalidateQueries({ queryKey: keys.new })
    },
    /** Shown as seen at once, and taken back where the API refuses. Without `postings`, all of them. */
    async see(id: string, postings: readonly string[] | null): Promise<number> {
      const key = keys.hits(id)
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueriesData<InfiniteData<Listing<Hit>>>({ queryKey: key })
      const nowSeen = new Date().toISOString()
      const seen = (hit: Hit) =>
        hit.seen_at === null && (postings === null || postings.includes(hit.id)) ? { ...hit, seen_at: nowSeen } : hit
      client.setQueriesData<InfiniteData<Listing<Hit>>>({ queryKey: key }, (data) =>
        data ? { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(seen) })) } : data,
      )
      try {
        const body = { posting_ids: postings === null ? null : [...postings] }
        const told = await ask(api.POST("/api/postings/searches/{search_id}/hits/seen", { params: at(id), body }))
        return told.seen
      } catch (error) {
        for (const [one, data] of before) client.setQueryData(one, data)
        throw error
      } finally {
        void client.invalidateQueries({ queryKey: keys.new })
      }
    },
    /** A new address of its feed; an earlier one does not work any more. */
    async openFeed(id: string): Promise<string> {
      const made = await ask(api.POST("/api/postings/searches/{search_id}/feed-key", { params: at(id) }))
      void client.invalidateQueries({ queryKey: keys.one(id), exact: true })
      void renew()
      return `${window.location.origin}${made.path}`
    },
    async closeFeed(id: string): Promise<void> {
      await ask(api.DELETE("/api/postings/searches/{search_id}/feed-key", { params: at(id) }))
      void client.invalidateQueries({ queryKey: keys.one(id), exact: true })
      void renew()
    },
  }
}
