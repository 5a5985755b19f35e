// What the pages of imports read and change.
import { api, ask, useList, type Schema } from "@/kit/api"
import { useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, shallowReactive, toValue, watch, type MaybeRefOrGetter } from "vue"

export type Import = Schema<"ImportShown">
export type Kind = Import["kind"]
export type Row = Omit<Schema<"ImportRowShown">, "number"> & { id: string; number: number }
export type Outcome = NonNullable<Row["outcome"]>

export const keys = {
  list: ["imports", "list"] as const,
  one: (id: string) => ["imports", "one", id] as const,
  rows: (id: string, outcome: string) => ["imports", "one", id, "rows", outcome] as const,
}
const ASKED_EVERY = 1_000
const LOOKED_EVERY = 5_000

export const isGoing = (one: Pick<Import, "state">) => one.state === "queued" || one.state === "running"
export const countOf = ({ counts }: Import, outcome: Outcome) => counts[outcome] ?? 0
/** How many rows are done. */
export const doneOf = (one: Import) =>
  countOf(one, "made") + countOf(one, "updated") + countOf(one, "already_there") + countOf(one, "refused")

export function useImports() {
  return useList(keys.list, ({ after, signal }) =>
    ask(api.GET("/api/imports", { params: { query: after === undefined ? {} : { after } }, signal })),
  )
}

/** One import, asked anew each second while it goes on. */
export function useImport(id: MaybeRefOrGetter<string>) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: computed(() => keys.one(toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/imports/{import_id}", { params: { path: { import_id: toValue(id) } }, signal })),
    refetchInterval: ({ state }) => (state.data && isGoing(state.data) ? ASKED_EVERY : false),
  })
  // What came of the rows is read anew as rows get done, and no oftener than people can look.
  let last = 0
  watch(
    () => [query.data.value && doneOf(query.data.value), query.data.value?.state] as const,
    ([, state], [, before]) => {
      if (state === before && Date.now() - last < LOOKED_EVERY) return
      last = Date.now()
      void client.invalidateQueries({ queryKey: [...keys.one(toValue(id)), "rows"] })
    },
  )
  return query
}

export function useRows(id: MaybeRefOrGetter<string>, outcome: MaybeRefOrGetter<string>) {
  return useList<Row>(
    computed(() => keys.rows(toValue(id), toValue(outcome))),
    async ({ after, signal }) => {
      const chosen = toValue(outcome) as Outcome | ""
      const query = { ...(chosen ? { outcome: chosen } : {}), ...(after === undefined ? {} : { after }) }
      const path = { import_id: toValue(id) }
      const found = await ask(api.GET("/api/imports/{import_id}/rows", { params: { path, query }, signal }))
      return { ...found, items: found.items.map((one) => ({ ...one, id: String(one.number) })) }
    },
  )
}

/** Files of this visit by their import's id: a dry run is followed by the real one without choosing the file again. */
const files = shallowReactive(new Map<string, File>())
export const fileOf = (id: string) => files.get(id)

export interface Wanted {
  kind: Kind
  file: File
  dryRun: boolean
  overrideOffLimits: boolean
}

export function useImportWrites() {
  const client = useQueryClient()
  const shown = (one: Import) => {
    client.setQueryData(keys.one(one.id), one)
    void client.invalidateQueries({ queryKey: keys.list })
    return one
  }
  return {
    async start({ kind, file, dryRun, overrideOffLimits }: Wanted, key: string): Promise<Import> {
      const query = {
        dry_run: dryRun,
        override_off_limits: overrideOffLimits,
        ...(file.name ? { file_name: file.name.slice(0, 200) } : {}),
      }
      // The file goes as it is: the browser reads it from the disk while it sends.
      const sent = { body: file as unknown as string, bodySerializer: (body: unknown) => body as BodyInit }
      const made = await ask(
        api.POST("/api/imports/{kind}", {
          ...sent,
          params: { path: { kind }, query, header: { "Idempotency-Key": key } },
          headers: { "Content-Type": "text/csv" },
        }),
      )
      files.set(made.id, file)
      return shown(made)
    },
    async cancel(id: string): Promise<Import> {
      return shown(await ask(api.POST("/api/imports/{import_id}/cancel", { params: { path: { import_id: id } } })))
    },
    async resume(id: string): Promise<Import> {
      return shown(await ask(api.POST("/api/imports/{import_id}/resume", { params: { path: { import_id: id } } })))
    },
  }
}
