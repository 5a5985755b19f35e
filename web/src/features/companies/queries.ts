// What the pages of companies read and change, and under which keys it is kept.
import { api, ask, ifMatch, newKey, useList, type Schema } from "@/kit/api"
import { useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"

export type Company = Schema<"CompanyShown">
export type Listed = Schema<"CompanyListed">
export type Changes = Schema<"CompanyChanges">
export type Contact = Schema<"ContactShown">
export type Contract = Schema<"ContractShown">
export type OffLimitsRule = Schema<"RuleShown">
export type Round = Schema<"RoundShown">

/** Every key of this slice begins with its name: `["companies"]` invalidates all of it. */
export const keys = {
  all: ["companies"] as const,
  lists: ["companies", "list"] as const,
  list: (filters: Filters) => ["companies", "list", filters] as const,
  one: (id: string) => ["companies", "one", id] as const,
  of: (id: string, what: "contacts" | "rounds" | "contracts" | "rules" | "jobs") =>
    ["companies", "one", id, what] as const,
}

export interface Filters {
  q: string
  kind: string
}

export function useCompanies(filters: MaybeRefOrGetter<Filters>) {
  return useList(
    computed(() => keys.list(toValue(filters))),
    ({ after, signal }) => {
      const { q, kind } = toValue(filters)
      const query = { q: q || null, is_client: kind ? kind === "clients" : null, after: after ?? null }
      return ask(api.GET("/api/companies", { params: { query: given(query) }, signal }))
    },
  )
}

export function useCompany(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.one(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/companies/{company_id}", { params: { path: { company_id: toValue(id) } }, signal })),
  })
}

export function useContacts(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "contacts")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/companies/{company_id}/contacts", {
          params: { path: { company_id: toValue(id) }, query: given({ after: after ?? null }) },
          signal,
        }),
      ),
  )
}

export function useRounds(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.of(toValue(id), "rounds")),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/companies/{company_id}/rounds", { params: { path: { company_id: toValue(id) } }, signal })),
  })
}

export function useContracts(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "contracts")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/companies/{company_id}/contracts", {
          params: { path: { company_id: toValue(id) }, query: given({ after: after ?? null }) },
          signal,
        }),
      ),
  )
}

/** The off-limits rules on a client's contracts. */
export function useRulesOf(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "rules")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/companies/{company_id}/off-limits", {
          params: { path: { company_id: toValue(id) }, query: given({ limit: 200, after: after ?? null }) },
          signal,
        }),
      ),
  )
}

/** By which rules a company's people are off limits today, whichever client's they are. */
export function useOffLimitsNow(id: MaybeRefOrGetter<string>, enabled: boolean) {
  return useQuery({
    queryKey: computed(() => ["offlimits", "now", toValue(id)]),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/off-limits", { params: { query: { company_id: toValue(id), in_force: true } }, signal })),
    enabled,
  })
}

export function useJobsOf(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "jobs")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/jobs", {
          params: { query: given({ company_id: toValue(id), after: after ?? null }) },
          signal,
        }),
      ),
  )
}

/** Sends one making; the key goes with it, so that a second press makes no second company. */
export function makeCompany(body: Schema<"CompanyGiven">, key = newKey()): Promise<Company> {
  return ask(api.POST("/api/companies", { body, params: { header: { "Idempotency-Key": key } } }))
}

/** Writes to companies, each followed by what must be read anew. */
export function useCompanyWrites() {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: keys.lists })
  return {
    async make(body: Schema<"CompanyGiven">, key: string): Promise<Company> {
      const made = await makeCompany(body, key)
      client.setQueryData(keys.one(made.id), made)
      void renew()
      return made
    },
    /** Shown at once, and taken back where the API refuses: a 412 when somebody else was first. */
    async change(seen: Company, body: Changes): Promise<Company> {
      const key = keys.one(seen.id)
      await client.cancelQueries({ queryKey: key, exact: true })
      client.setQueryData(key, { ...seen, ...(body as Partial<Company>) })
      try {
        const path = { company_id: seen.id }
        const now = await ask(
          api.PATCH("/api/companies/{company_id}", { params: { path, header: ifMatch(seen) }, body }),
        )
        client.setQueryData(key, now)
        void renew()
        return now
      } catch (error) {
        client.setQueryData(key, seen)
        throw error
      }
    },
  }
}

/** A query's parameters without those that are null. */
function given<T extends Record<string, unknown>>(query: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)) as never
}
