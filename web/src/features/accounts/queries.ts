// What the pages of users, API keys and the audit log read and change, and under which keys it is kept.
import { api, ask, useList, type Listing, type Schema } from "@/kit/api"
import { useQuery, useQueryClient, type InfiniteData } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"

export type User = Schema<"UserShown">
export type Invitation = Schema<"InvitationShown">
export type NewInvitation = Schema<"NewInvitationShown">
export type Key = Schema<"KeyShown">
export type SignIn = Schema<"SignInShown">
export type Entry = Omit<Schema<"AuditEntryShown">, "id"> & { id: string }

/** Every key of this slice begins with its name. */
export const keys = {
  users: ["accounts", "users"] as const,
  invitations: ["accounts", "invitations"] as const,
  keys: ["accounts", "keys"] as const,
  owners: ["accounts", "users", "owners"] as const,
  audit: (filters: AuditFilters) => ["accounts", "audit", filters] as const,
  signIns: ["accounts", "sign-ins"] as const,
  parts: ["accounts", "parts"] as const,
}

export interface AuditFilters {
  actor: string
  thing: string
  thing_id: string
}

const page = (after: string | undefined) => (after === undefined ? {} : { after })

export function useUsers() {
  return useList(keys.users, ({ after, signal }) =>
    ask(api.GET("/api/accounts/users", { params: { query: page(after) }, signal })),
  )
}

export function useInvitations() {
  return useList(keys.invitations, ({ after, signal }) =>
    ask(api.GET("/api/accounts/invitations", { params: { query: page(after) }, signal })),
  )
}

export function useApiKeys() {
  return useList(keys.keys, ({ after, signal }) =>
    ask(api.GET("/api/accounts/keys", { params: { query: page(after) }, signal })),
  )
}

/** Where whoever is signed in is signed in. */
export function useOwnSignIns() {
  return useList(keys.signIns, ({ after, signal }) =>
    ask(api.GET("/api/accounts/me/sign-ins", { params: { query: page(after) }, signal })),
  )
}

/** Whose keys they are, by the users' ids: the first 200, which an admin alone may read. */
export function useOwners(enabled: boolean) {
  const query = useQuery({
    queryKey: keys.owners,
    queryFn: ({ signal }) => ask(api.GET("/api/accounts/users", { params: { query: { limit: 200 } }, signal })),
    enabled,
  })
  return computed(() => new Map(query.data.value?.items.map((one) => [one.id, one.email])))
}

export function useAudit(filters: MaybeRefOrGetter<AuditFilters>) {
  return useList(
    computed(() => keys.audit(toValue(filters))),
    async ({ after, signal }): Promise<Listing<Entry>> => {
      const asked = Object.entries({ ...toValue(filters), ...page(after) }).filter(([, value]) => value !== "")
      const found = await ask(
        api.GET("/api/accounts/audit", { params: { query: Object.fromEntries(asked) as object }, signal }),
      )
      return { ...found, items: found.items.map((one) => ({ ...one, id: String(one.id) })) }
    },
  )
}

/** The clients that a manager may work for, by a part of their name. */
export function useClients(words: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ["companies", "named", toValue(words)]),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/companies", {
          params: { query: { limit: 20, is_client: true, ...(toValue(words) ? { q: toValue(words) } : {}) } },
          signal,
        }),
      ),
  })
}

export function useCompanyOf(id: MaybeRefOrGetter<string | null>) {
  return useQuery({
    queryKey: computed(() => ["companies", "one", toValue(id)]),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/companies/{company_id}", { params: { path: { company_id: toValue(id) ?? "" } }, signal })),
    enabled: computed(() => toValue(id) !== null),
  })
}

/** Writes to users, invitations and keys: shown at once, taken back where refused, and read anew. */
export function useAccountWrites() {
  const client = useQueryClient()
  const renew = (key: readonly string[]) => void client.invalidateQueries({ queryKey: key })

  async function change(user: User, body: Schema<"UserChanges">): Promise<User> {
    await client.cancelQueries({ queryKey: keys.users, exact: true })
    const shown = (one: User) =>
      client.setQueryData<InfiniteData<Listing<User>>>(keys.users, (data) => {
        if (!data) return data
        const pages = data.pages.map((list) => ({
          ...list,
          items: list.items.map((item) => (item.id === one.id ? one : item)),
        }))
        return { ...data, pages }
      })
    shown({ ...user, ...(body as Partial<User>) })
    try {
      const path = { user_id: user.id }
      const now = await ask(api.PATCH("/api/accounts/users/{user_id}", { params: { path }, body }))
      shown(now)
      return now
    } catch (error) {
      shown(user)
      throw error
    } finally {
      renew(keys.users)
    }
  }

  return {
    change,
    async invite(body: Schema<"InvitationGiven">): Promise<NewInvitation> {
      const made = await ask(api.POST("/api/accounts/invitations", { body }))
      renew(keys.invitations)
      return made
    },
    async takeBack(invitation: Invitation): Promise<void> {
      const path = { invitation_id: invitation.id }
      await ask(api.DELETE("/api/accounts/invitations/{invitation_id}", { params: { path } }))
      renew(keys.invitations)
    },
    async resetLink(user: User): Promise<NewInvitation> {
      const path = { user_id: user.id }
      const made = await ask(api.POST("/api/accounts/users/{user_id}/reset-link", { params: { path } }))
      renew(keys.invitations)
      return made
    },
    async endSignIns(user: User): Promise<void> {
      await ask(api.DELETE("/api/accounts/users/{user_id}/sign-ins", { params: { path: { user_id: user.id } } }))
    },
    async endOwnSignIn(one: SignIn): Promise<void> {
      try {
        await ask(api.DELETE("/api/accounts/me/sign-ins/{sign_in_id}", { params: { path: { sign_in_id: one.id } } }))
      } finally {
        renew(keys.signIns)
      }
    },
    async makeKey(body: Schema<"KeyGiven">): Promise<Schema<"NewKeyShown">> {
      const made = await ask(api.POST("/api/accounts/keys", { body }))
      renew(keys.keys)
      return made
    },
    async revokeKey(key: Key): Promise<void> {
      await ask(api.DELETE("/api/accounts/keys/{key_id}", { params: { path: { key_id: key.id } } }))
      renew(keys.keys)
    },
  }
}
