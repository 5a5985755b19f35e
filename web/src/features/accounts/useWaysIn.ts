// How people sign in at this Job Center: with a password, at a provider, or either.
import { ask, makeClient } from "@jobcenter/client"
import { useQuery } from "@tanstack/vue-query"

const bare = makeClient()

export function useWaysIn() {
  return useQuery({
    queryKey: ["accounts", "ways in"],
    queryFn: ({ signal }) => ask(bare.GET("/api/accounts/sign-in", { signal })),
    staleTime: Infinity,
  })
}

/** Where the browser goes to sign in at the provider, and which page of ours it wants to see then. */
export function providerStart(to: string): string {
  return `/api/accounts/oidc/start?back=${encodeURIComponent(`/app${to}`)}`
}
