// What the pages of candidates read and change of people, and under which keys it is kept.
import { api, ask, ifMatch, newKey, useList, type Schema } from "@/kit/api"
import { useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import { isStale } from "./meanwhile"

export type Candidate = Schema<"CandidateShown">
export type Changes = Schema<"CandidateChange">
export type Given = Schema<"CandidateGiven">
export type Note = Schema<"NoteShown">
export type Profile = Schema<"ProfileShown">

/** Every key of this slice begins with its name: `["candidates"]` invalidates all of it. */
export const keys = {
  all: ["candidates"] as const,
  lists: ["candidates", "list"] as const,
  list: (filters: Filters) => ["candidates", "list", filters] as const,
  tags: (begin: string) => ["candidates", "tags", begin] as const,
  one: (id: string) => ["candidates", "one", id] as const,
  of: (id: string, ...what: string[]) => ["candidates", "one", id, ...what] as const,
}

export interface Filters {
  q: string
  tag: string
  employer: string
}

export function useCandidates(filters: MaybeRefOrGetter<Filters>) {
  return useList(
    computed(() => keys.list(toValue(filters))),
    ({ after, signal }) => {
      const { q, tag, employer } = toValue(filters)
      const query = { q: q || null, tag: tag || null, employer_id: employer || null, after: after ?? null }
      return ask(api.GET("/api/candidates", { params: { query: given(query) }, signal }))
    },
  )
}

export function useCandidate(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.one(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/candidates/{candidate_id}", { params: { path: { candidate_id: toValue(id) } }, signal })),
  })
}

/** The tags that are used most, of those that begin like this. */
export function useTags(begin: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.tags(toValue(begin))),
    queryFn: ({ signal }) => {
      const query = given({ q: toValue(begin) || null })
      return ask(api.GET("/api/candidates/tags", { params: { query }, signal }))
    },
  })
}

/** The company by which a list is filtered; nothing is asked without one. */
export function useEmployer(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ["candidates", "employer", toValue(id)]),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/companies/{company_id}", { params: { path: { company_id: toValue(id) } }, signal })),
    enabled: computed(() => toValue(id) !== ""),
  })
}

export function useProfiles(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "profiles")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/candidates/{candidate_id}/profiles", {
          params: { path: { candidate_id: toValue(id) }, query: given({ after: after ?? null }) },
          signal,
        }),
      ),
  )
}

export function useNotes(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "notes")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/candidates/{candidate_id}/notes", {
          params: { path: { candidate_id: toValue(id) }, query: given({ after: after ?? null }) },
          signal,
        }),
      ),
  )
}

/** Writes to people, each followed by what must be read anew. */
export function useCandidateWrites() {
  const client = useQueryClient()
  const renew = () => {
    void client.invalidateQueries({ queryKey: keys.lists })
    void client.invalidateQueries({ queryKey: ["candidates", "tags"] })
  }
  return {
    async make(body: Given, key: string): Promise<Candidate> {
      const made = await ask(api.POST("/api/candidates", { body, params: { header: { "Idempotency-Key": key } } }))
      client.setQueryData(keys.one(made.id), made)
      renew()
      return made
    },
    /** Shown at once, and taken back where the API refuses: a 412 when somebody else was first. */
    async change(seen: Candidate, body: Changes): Promise<Candidate> {
      const key = keys.one(seen.id)
      await client.cancelQueries({ queryKey: key, exact: true })
      client.setQueryData(key, { ...seen, ...(body as Partial<Candidate>) })
      try {
        const path = { candidate_id: seen.id }
        const now = await ask(
          api.PATCH("/api/candidates/{candidate_id}", { params: { path, header: ifMatch(seen) }, body }),
        )
        client.setQueryData(key, now)
        renew()
        void client.invalidateQueries({ queryKey: ["board"] })
        return now
      } catch (error) {
        client.setQueryData(key, seen)
        if (isStale(error)) void client.invalidateQueries({ queryKey: key, exact: true })
        throw error
      }
    },
    async removeProfile(one: Profile): Promise<void> {
      const path = { candidate_id: one.candidate_id, profile_id: one.id }
      await ask(api.DELETE("/api/candidates/{candidate_id}/profiles/{profile_id}", { params: { path } }))
      void client.invalidateQueries({ queryKey: keys.of(one.candidate_id, "profiles") })
    },
    async note(id: string, body: Schema<"NoteGiven">, key = newKey()): Promise<Note> {
      const path = { candidate_id: id }
      const made = await ask(
        api.POST("/api/candidates/{candidate_id}/notes", {
          body,
          params: { path, header: { "Idempotency-Key": key } },
        }),
      )
      void client.invalidateQueries({ queryKey: keys.one(id) })
      return made
    },
    async removeNote(note: Note): Promise<void> {
      const path = { candidate_id: note.candidate_id, note_id: note.id }
      await ask(api.DELETE("/api/candidates/{candidate_id}/notes/{note_id}", { params: { path } }))
      void client.invalidateQueries({ queryKey: keys.one(note.candidate_id) })
    },
  }
}

/** A query's parameters without those that are null. */
export function given<T extends Record<string, unknown>>(query: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)) as never
}
