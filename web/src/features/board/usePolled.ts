// The counts of a board, asked for every few seconds while somebody looks; what they tell of is then read anew.
import { useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, toValue, watch, type MaybeRefOrGetter } from "vue"
import type { Asked, Summary } from "./asked"
import type { Pipeline } from "./pipeline"
import { readerOf } from "./reading"

const POLL = 4_000
/** Stages side by side are many windows: those are read anew when the counts moved, and else only now and then. */
const LOOKS_BETWEEN = 4

interface Counted {
  data: Summary
  etag: string | null
}

export function usePolled(
  jobId: MaybeRefOrGetter<string>,
  asked: MaybeRefOrGetter<Asked>,
  pipelines: ReadonlySet<Pipeline>,
) {
  const client = useQueryClient()
  /** Over all stages: the counts beside a stage that is not asked for stay true. */
  const whole = computed<Asked>(() => ({ ...toValue(asked), stages: [] }))
  const key = computed(() => ["board", toValue(jobId), "summary", whole.value] as const)
  const options = (queryKey: readonly unknown[], id: string, of: Asked) => ({
    queryKey,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Counted> => {
      const before = client.getQueryData<Counted>(queryKey)
      return (await readerOf(id, of).summary(before?.etag ?? null, signal)) ?? (before as Counted)
    },
  })
  const query = useQuery(
    computed(() => ({ ...options(key.value, toValue(jobId), whole.value), refetchInterval: POLL, staleTime: 0 })),
  )
  /** The counts as just read, for a window on the same filters. */
  const shared = (id: string, of: Asked) => () =>
    client.fetchQuery({ ...options(["board", id, "summary", { ...of, stages: [] }], id, of), staleTime: POLL / 2 })

  // What is away is told by the connection's bar; the next look comes by itself.
  const refresh = () => Promise.allSettled([...pipelines].map((one) => one.refresh())).then(() => undefined)
  let looks = 0
  let etag: string | null | undefined
  watch(query.dataUpdatedAt, () => {
    const now = query.data.value?.etag
    looks += 1
    if (pipelines.size > 1 && now === etag && looks % LOOKS_BETWEEN !== 0) return
    etag = now
    void refresh()
  })
  /** After a write of one's own: at once. */
  async function renew(): Promise<void> {
    await query.refetch()
    await refresh()
  }
  return { query, shared, renew }
}
