// How server state is kept: one query client, its manner of trying again, and lists that are read page by page.
import { QueryClient, keepPreviousData, useInfiniteQuery, type InfiniteData } from "@tanstack/vue-query"
import { ProblemError } from "@jobcenter/client"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import { onBack } from "./connection"
import { isAway } from "./session"

const TRIES = 3

/** 4xx stay as they are; what is away is asked again, when the API says so or after a pause that grows. */
export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => isAway(error) && failures < TRIES,
        retryDelay: (failures, error) =>
          error instanceof ProblemError && error.retryAfter !== null
            ? Math.min(error.retryAfter, 30) * 1000
            : Math.min(500 * 2 ** failures, 8_000),
        // Our own knock at the door says when the server is back; the browser only knows of its own cable.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  })
  onBack(() => void client.refetchQueries({ type: "active", predicate: (query) => query.state.status === "error" }))
  return client
}

/** One page of a list, as every list of the API gives it. */
export interface Listing<Item> {
  items: Item[]
  next?: string | null
}

/** A list's items over all pages that were read. */
export function pagesOf<Item>(data: InfiniteData<Listing<Item>> | undefined): Item[] {
  return data?.pages.flatMap((page) => page.items) ?? []
}

/**
 * A list by its cursor: `useList(["companies", filters], ({ after, signal }) => ask(api.GET(…)))`.
 *
 * While another filter is read, the rows of the one before stay (`isPlaceholderData`), so that nothing jumps.
 */
export function useList<Item>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  read: (page: { after: string | undefined; signal: AbortSignal }) => Promise<Listing<Item>>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    queryFn: ({ pageParam, signal }) => read({ after: pageParam ?? undefined, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Listing<Item>) => page.next ?? null,
    placeholderData: keepPreviousData,
  })
  const items = computed(() => pagesOf<Item>(query.data.value))
  const more = () => {
    if (query.hasNextPage.value && !query.isFetchingNextPage.value) void query.fetchNextPage()
  }
  return { query, items, more }
}
