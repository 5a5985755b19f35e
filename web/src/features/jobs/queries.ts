// What the pages of jobs read and change, and under which keys it is kept.
import { api, ask, ifMatch, session, useList, type Schema } from "@/kit/api"
import { useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import type { Status } from "./words"

export type Job = Schema<"JobShown">
export type Listed = Schema<"JobListed">
export type Stages = Schema<"JobStagesShown">
export type Template = Schema<"TemplateShown">

/** Every key of this slice begins with its name: `["jobs"]` invalidates all of it. */
export const keys = {
  all: ["jobs"] as const,
  lists: ["jobs", "list"] as const,
  list: (filters: Filters) => ["jobs", "list", filters] as const,
  one: (id: string) => ["jobs", "one", id] as const,
  stages: (id: string) => ["jobs", "one", id, "stages"] as const,
  counts: (id: string) => ["jobs", "one", id, "counts"] as const,
  templates: ["jobs", "templates"] as const,
}

export interface Filters {
  q: string
  status: string
  company: string
  /** `me`, or everybody's. */
  manager: string
}

export function useJobs(filters: MaybeRefOrGetter<Filters>) {
  return useList(
    computed(() => keys.list(toValue(filters))),
    ({ after, signal }) => {
      const { q, status, company, manager } = toValue(filters)
      const query = {
        ...(q ? { q } : {}),
        ...(status ? { status: [status as Status] } : {}),
        ...(company ? { company_id: company } : {}),
        ...(manager && session.me ? { manager_id: session.me.id } : {}),
        ...(after === undefined ? {} : { after }),
      }
      return ask(api.GET("/api/jobs", { params: { query }, signal }))
    },
  )
}

export function useJob(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.one(toValue(id))),
    queryFn: ({ signal }) => ask(api.GET("/api/jobs/{job_id}", { params: { path: { job_id: toValue(id) } }, signal })),
  })
}

export function useStages(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.stages(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/jobs/{job_id}/stages", { params: { path: { job_id: toValue(id) } }, signal })),
  })
}

/** The fewest places the API gives: only the counts are wanted. */
const ONLY_COUNTS = { every: 100_000 }

/** How many stand in each stage of a job; asked beside the list, and never in its way. */
export function useCounts(id: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => keys.counts(toValue(id))),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/jobs/{job_id}/board/summary", {
          params: { path: { job_id: toValue(id) }, query: ONLY_COUNTS },
          signal,
        }),
      ),
    enabled: computed(() => toValue(wanted)),
    staleTime: 60_000,
  })
}

/** Stage templates; there are few, so all are read at once. */
export function useTemplates() {
  return useList(keys.templates, ({ after, signal }) =>
    ask(
      api.GET("/api/stage-templates", {
        params: { query: { limit: 200, ...(after === undefined ? {} : { after }) } },
        signal,
      }),
    ),
  )
}

/** Clients by the beginnings of their names. */
export function useClients(words: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ["jobs", "clients", toValue(words)]),
    queryFn: ({ signal }) => {
      const q = toValue(words)
      const query = { is_client: true, limit: 20, ...(q ? { q } : {}) }
      return ask(api.GET("/api/companies", { params: { query }, signal }))
    },
    placeholderData: (before) => before,
  })
}

/** Who may be in charge of a job of this client; without one, the agency's people. */
export function usePeople(
  words: MaybeRefOrGetter<string>,
  company: MaybeRefOrGetter<string | null>,
  wanted: MaybeRefOrGetter<boolean> = true,
) {
  return useQuery({
    queryKey: computed(() => ["jobs", "in-charge", toValue(company), toValue(words)]),
    queryFn: ({ signal }) => {
      const [q, company_id] = [toValue(words), toValue(company)]
      const query = { ...(q ? { q } : {}), ...(company_id ? { company_id } : {}) }
      return ask(api.GET("/api/jobs/in-charge", { params: { query }, signal }))
    },
    enabled: computed(() => toValue(wanted)),
    placeholderData: (before) => before,
  })
}

/** Writes to jobs and their stages, each followed by what must be read anew. */
export function useJobWrites() {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: keys.lists })
  /** A job and its stages share one version: who writes the one has seen the other's. */
  const pass = (id: string, version: number) => {
    client.setQueryData(keys.one(id), (job: Job | undefined) => job && { ...job, version })
    client.setQueryData(keys.stages(id), (stages: Stages | undefined) => stages && { ...stages, version })
  }
  return {
    async make(body: Schema<"JobGiven">, key: string): Promise<Job> {
      const made = await ask(api.POST("/api/jobs", { body, params: { header: { "Idempotency-Key": key } } }))
      client.setQueryData(keys.one(made.id), made)
      void renew()
      return made
    },
    /** Shown at once, and taken back where the API refuses: a 412 when somebody else was first. */
    async change(seen: Job, body: Schema<"JobChange">): Promise<Job> {
      const key = keys.one(seen.id)
      await client.cancelQueries({ queryKey: key, exact: true })
      client.setQueryData(key, { ...seen, ...(body as Partial<Job>) })
      try {
        const path = { job_id: seen.id }
        const now = await ask(api.PATCH("/api/jobs/{job_id}", { params: { path, header: ifMatch(seen) }, body }))
        client.setQueryData(key, now)
        pass(seen.id, now.version)
        void renew()
        return now
      } catch (error) {
        client.setQueryData(key, seen)
        throw error
      }
    },
    /** Not shown before the API has taken them: it refuses to remove a stage in which somebody stands. */
    async replaceStages(seen: Stages, stages: Schema<"JobStageGiven">[]): Promise<Stages> {
      const params = { path: { job_id: seen.job_id }, header: ifMatch(seen) }
      const now = await ask(api.PUT("/api/jobs/{job_id}/stages", { params, body: { stages } }))
      client.setQueryData(keys.stages(seen.job_id), now)
      pass(seen.job_id, now.version)
      // The board shows their names and counts.
      void client.invalidateQueries({ queryKey: keys.counts(seen.job_id) })
      void client.invalidateQueries({ queryKey: ["board"] })
      return now
    },
    readStages: (id: string) =>
      client.fetchQuery({
        queryKey: keys.stages(id),
        queryFn: () => ask(api.GET("/api/jobs/{job_id}/stages", { params: { path: { job_id: id } } })),
        staleTime: 0,
      }),
  }
}

export function useTemplateWrites() {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: keys.templates })
  return {
    async make(body: Schema<"TemplateGiven">, key: string): Promise<Template> {
      const made = await ask(api.POST("/api/stage-templates", { body, params: { header: { "Idempotency-Key": key } } }))
      await renew()
      return made
    },
    async change(seen: Template, body: Schema<"TemplateGiven">): Promise<Template> {
      const params = { path: { template_id: seen.id }, header: ifMatch(seen) }
      const now = await ask(api.PUT("/api/stage-templates/{template_id}", { params, body }))
      await renew()
      return now
    },
    async remove(id: string): Promise<void> {
      await ask(api.DELETE("/api/stage-templates/{template_id}", { params: { path: { template_id: id } } }))
      await renew()
    },
  }
}
