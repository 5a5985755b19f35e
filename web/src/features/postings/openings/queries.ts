// What the pages of openings read and change, and under which keys it is kept.
import { api, ask, useList, type Schema } from "@/kit/api"
import { useQueries, useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import { asQuery, type Filters } from "../filters"
import { from, keys as ofPostings } from "../queries"

export type Opening = Schema<"OpeningWhole">
export type Listed = Schema<"OpeningShown">
export type Member = Schema<"MemberShown">

/** They begin as those of postings do: an opening is nothing but its postings. */
export const keys = {
  all: ["postings", "openings"] as const,
  lists: ["postings", "openings", "list"] as const,
  list: (filters: Filters, several: boolean) => ["postings", "openings", "list", filters, several] as const,
  one: (id: string) => ["postings", "openings", "one", id] as const,
}

export function useOpenings(filters: MaybeRefOrGetter<Filters>, several: MaybeRefOrGetter<boolean> = false) {
  return useList(
    computed(() => keys.list(toValue(filters), toValue(several))),
    ({ after, signal }) => {
      const more = { ...(toValue(several) ? { several: true } : {}), ...from(after) }
      return ask(api.GET("/api/openings", { params: { query: { ...asQuery(toValue(filters)), ...more } }, signal }))
    },
  )
}

const readOpening = (id: string, signal: AbortSignal) =>
  ask(api.GET("/api/openings/{opening_id}", { params: { path: { opening_id: id } }, signal }))

/** One opening; nothing is asked for while its id is not known. */
export function useOpening(id: MaybeRefOrGetter<string | null | undefined>) {
  return useQuery({
    queryKey: computed(() => keys.one(toValue(id) ?? "")),
    queryFn: ({ signal }) => readOpening(toValue(id) ?? "", signal),
    enabled: computed(() => Boolean(toValue(id))),
  })
}

export function useSomeOpenings(ids: MaybeRefOrGetter<readonly string[]>) {
  return useQueries({
    queries: computed(() =>
      toValue(ids).map((id) => ({
        queryKey: keys.one(id),
        queryFn: ({ signal }: { signal: AbortSignal }) => readOpening(id, signal),
      })),
    ),
  })
}

/** Splitting and joining; whatever shows openings or a posting's place in one is read anew. */
export function useOpeningWrites() {
  const client = useQueryClient()
  const renew = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.all }),
      client.invalidateQueries({ queryKey: [...ofPostings.all, "one"] }),
    ])
  }
  async function split(id: string, postings: readonly string[]): Promise<Opening> {
    const params = { path: { opening_id: id } }
    const made = await ask(
      api.POST("/api/openings/{opening_id}/split", { params, body: { posting_ids: [...postings] } }),
    )
    client.setQueryData(keys.one(made.id), made)
    void renew()
    return made
  }
  async function join(ids: readonly string[]): Promise<Opening> {
    const kept = await ask(api.POST("/api/openings/join", { body: { opening_ids: [...ids] } }))
    client.setQueryData(keys.one(kept.id), kept)
    // Those that went into it are not there any more: nobody should ask for them anew.
    for (const id of ids) if (id !== kept.id) client.removeQueries({ queryKey: keys.one(id) })
    void renew()
    return kept
  }
  return { split, join }
}
