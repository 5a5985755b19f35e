// Writes to what belongs to a company: contacts, interview rounds, contracts and the off-limits rules on them.
import { api, ask, ifMatch, ProblemError, type Schema } from "@/kit/api"
import { useQueryClient } from "@tanstack/vue-query"
import { computed, ref, type Ref } from "vue"
import { keys, type Contact, type Contract, type OffLimitsRule, type Round } from "./queries"

export function useContactWrites(companyId: string) {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: keys.of(companyId, "contacts") })
  const at = (one: Contact) => ({ company_id: companyId, contact_id: one.id })
  return {
    async make(body: Schema<"ContactGiven">, key: string): Promise<Contact> {
      const params = { path: { company_id: companyId }, header: { "Idempotency-Key": key } }
      const made = await ask(api.POST("/api/companies/{company_id}/contacts", { params, body }))
      await renew()
      return made
    },
    async change(seen: Contact, body: Schema<"ContactChanges">): Promise<Contact> {
      const params = { path: at(seen), header: ifMatch(seen) }
      const now = await ask(api.PATCH("/api/companies/{company_id}/contacts/{contact_id}", { params, body }))
      await renew()
      return now
    },
    async remove(one: Contact): Promise<void> {
      await ask(api.DELETE("/api/companies/{company_id}/contacts/{contact_id}", { params: { path: at(one) } }))
      await renew()
    },
  }
}

type RoundWanted = Pick<Round, "name"> & { id?: string }

/** Makes a company's interview rounds these: shown at once, taken back where refused. */
export function usePutRounds(companyId: string) {
  const client = useQueryClient()
  const key = keys.of(companyId, "rounds")
  return async (rounds: RoundWanted[]): Promise<void> => {
    await client.cancelQueries({ queryKey: key })
    const before = client.getQueryData<Schema<"RoundsShown">>(key)
    client.setQueryData<Schema<"RoundsShown">>(key, {
      rounds: rounds.map((one, position) => ({ id: one.id ?? `new-${position}`, name: one.name, position })),
    })
    try {
      const path = { company_id: companyId }
      const now = await ask(api.PUT("/api/companies/{company_id}/rounds", { params: { path }, body: { rounds } }))
      client.setQueryData(key, now)
    } catch (error) {
      client.setQueryData(key, before)
      throw error
    }
  }
}

export function useContractWrites(companyId: string) {
  const client = useQueryClient()
  /** A contract's days are those of its rules too. */
  const renew = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.one(companyId) }),
      client.invalidateQueries({ queryKey: ["offlimits"] }),
    ])
  return {
    async make(body: Schema<"ContractGiven">, key: string): Promise<Contract> {
      const params = { path: { company_id: companyId }, header: { "Idempotency-Key": key } }
      const made = await ask(api.POST("/api/companies/{company_id}/contracts", { params, body }))
      await renew()
      return made
    },
    async change(seen: Contract, body: Schema<"ContractChanges">): Promise<Contract> {
      const params = { path: { company_id: companyId, contract_id: seen.id }, header: ifMatch(seen) }
      const now = await ask(api.PATCH("/api/companies/{company_id}/contracts/{contract_id}", { params, body }))
      await renew()
      return now
    },
    async makeRule(body: Schema<"RuleGiven">, key: string): Promise<OffLimitsRule> {
      const params = { path: { company_id: companyId }, header: { "Idempotency-Key": key } }
      const made = await ask(api.POST("/api/companies/{company_id}/off-limits", { params, body }))
      await renew()
      return made
    },
    async changeRule(seen: OffLimitsRule, body: Schema<"RuleChanges">): Promise<OffLimitsRule> {
      const params = { path: { rule_id: seen.id }, header: ifMatch(seen) }
      const now = await ask(api.PATCH("/api/off-limits/{rule_id}", { params, body }))
      await renew()
      return now
    },
    async removeRule(rule: OffLimitsRule): Promise<void> {
      await ask(api.DELETE("/api/off-limits/{rule_id}", { params: { path: { rule_id: rule.id } } }))
      await renew()
    },
  }
}

/** What is changed, as it was seen; `takeNewest` after a 412, so that the next sending goes over what is there now. */
export function useSeen<One extends { version: number }>(one: One | undefined, error: () => unknown) {
  const seen = ref(one) as Ref<One | undefined>
  const wasFirst = computed(() => {
    const refused = error()
    return refused instanceof ProblemError && refused.status === 412 ? refused : null
  })
  function takeNewest(): void {
    if (!wasFirst.value || !seen.value) return
    const { current, version } = wasFirst.value.problem as unknown as { current: Partial<One>; version: number }
    seen.value = { ...seen.value, ...current, version }
  }
  return { seen, wasFirst, takeNewest }
}

/** Where a contract stands today, in UTC as the server counts. */
export function standingOf(contract: Pick<Contract, "starts_on" | "ends_on">, today: string) {
  if (contract.starts_on > today) return { tone: "calm", label: "To come" } as const
  if (contract.ends_on && contract.ends_on < today) return { tone: "none", label: "Over" } as const
  return { tone: "good", label: "In force" } as const
}

export const today = () => new Date().toISOString().slice(0, 10)
