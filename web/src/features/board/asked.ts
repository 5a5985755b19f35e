// What the board is asked for: filters and order as they stand in the address, and as the API takes them.
import type { Schema } from "@/kit/api"
import type { paths } from "@jobcenter/client"
import { useUrl } from "@/kit/use"
import { computed } from "vue"
import { useRouter } from "vue-router"

export type Row = Schema<"BoardRow">
export type Stage = Schema<"StageCount">
export type Summary = Schema<"BoardSummary">

/** Filters and order; an empty string or list asks nothing. */
export interface Asked {
  q: string
  /** Ids of stages, any of them. */
  stages: readonly string[]
  /** Ids of users who added them, any of them. */
  by: readonly string[]
  off: string
  replied: string
  /** A word of the API's `sort`, `-` before it for the other way round. */
  sort: string
}

export const BY_DEFAULT = "stage"

type Query = NonNullable<paths["/api/jobs/{job_id}/board"]["get"]["parameters"]["query"]>
type Sort = NonNullable<Query["sort"]>

/** As the routes of the board take it: what asks nothing is left out. */
export function queryOf(asked: Asked) {
  return {
    ...(asked.q && { q: asked.q }),
    ...(asked.stages.length > 0 && { stage: [...asked.stages] }),
    ...(asked.by.length > 0 && { added_by: [...asked.by] }),
    ...(asked.off && { off_limits: asked.off === "yes" }),
    ...(asked.replied && { replied: asked.replied === "yes" }),
    sort: (asked.sort || BY_DEFAULT) as Sort,
  }
}

/** As a move in bulk takes it: the same applicants that the board shows. */
export function filterOf(asked: Asked) {
  return {
    q: asked.q,
    stage_ids: [...asked.stages],
    added_by: [...asked.by],
    ...(asked.off && { off_limits: asked.off === "yes" }),
    ...(asked.replied && { replied: asked.replied === "yes" }),
  }
}

/** Whether any filter is set: an order alone is none. */
export function isFiltered(asked: Asked): boolean {
  return Boolean(asked.q || asked.stages.length || asked.by.length || asked.off || asked.replied)
}

/** The next order when a column's head is pressed: up, down, and as it was. */
export function nextSort(now: string, name: string): string {
  if (now === name) return `-${name}`
  return now === `-${name}` ? "" : name
}

const listed = (text: string) => (text === "" ? [] : text.split(","))
const YES_OR_NO = new Set(["yes", "no"])

/** The board's filters and order in the address: each can be written, `asked` is all of them. */
export function useAsked() {
  const router = useRouter()
  const q = useUrl("q")
  const stage = useUrl("stage")
  const by = useUrl("by")
  const off = useUrl("off")
  const replied = useUrl("replied")
  const sort = useUrl("sort")
  const asked = computed<Asked>(() => ({
    q: q.value,
    stages: listed(stage.value),
    by: listed(by.value),
    off: YES_OR_NO.has(off.value) ? off.value : "",
    replied: YES_OR_NO.has(replied.value) ? replied.value : "",
    sort: sort.value,
  }))
  /** Another press takes it away again. */
  function toggleStage(id: string): void {
    const now = asked.value.stages
    stage.value = (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]).join(",")
  }
  /** Take every filter away; the order, the view and the columns stay. */
  function clear(): void {
    const query = { ...router.currentRoute.value.query }
    for (const name of ["q", "stage", "by", "off", "replied"]) Reflect.deleteProperty(query, name)
    void router.replace({ query })
  }
  return { q, stage, by, off, replied, sort, asked, toggleStage, clear }
}
