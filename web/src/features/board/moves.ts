// Moving applicants: one at once and taken back when refused, many by a worker; and what is shown meanwhile.
import { api, ask, ifMatch, ProblemError, type Schema } from "@/kit/api"
import { tell, tellFailed } from "@/kit/use"
import { shallowReactive } from "vue"
import { filterOf, type Asked, type Row, type Stage } from "./asked"
import type { Pipeline } from "./pipeline"

export type Foreseen = Schema<"MoveForeseen">
export type Outcomes = Schema<"MoveOutcomes">

/** Who is to be moved: some by their ids, or all that a filter finds. */
export type Whom = { rows: readonly Row[] } | { ids: readonly string[] } | { filter: Asked; count: number }

export function countOf(whom: Whom): number {
  return "filter" in whom ? whom.count : "ids" in whom ? whom.ids.length : whom.rows.length
}

/** A move that is shown before it is read from the server. */
export interface Flight {
  row: Row
  from: string
  to: string
  /** What was counted last when the server said yes: whatever is counted after it has this move in it. */
  before?: unknown
}

/** Counts with what is on its way counted where it goes; `counted` is what the counts were read with. */
export function withFlights(stages: readonly Stage[], flights: ReadonlySet<Flight>, counted: unknown): Stage[] {
  const open = [...flights].filter((flight) => !("before" in flight) || flight.before === counted)
  return stages.map((stage) => {
    const come = open.filter((flight) => flight.to === stage.id).length
    const go = open.filter((flight) => flight.from === stage.id).length
    return come === go ? stage : { ...stage, count: stage.count + come - go }
  })
}

/** `counted` gives what the counts shown now were read with. */
export function useMoves(pipelines: ReadonlySet<Pipeline>, renew: () => Promise<void>, counted: () => unknown) {
  const flights = shallowReactive(new Set<Flight>())

  /** Move one applicant: shown at once, and taken back with a word where the server refuses. */
  async function moveOne(seen: Row, to: Stage, reason: string | null = null, note = ""): Promise<void> {
    if (seen.stage_id === to.id && reason === null) return
    const shown: Row = {
      ...seen,
      stage_id: to.id,
      stage: to.name,
      stage_kind: to.kind,
      stage_since: new Date().toISOString(),
      reject_reason: to.kind === "rejected" ? (reason ?? seen.reject_reason) : null,
    }
    const flight: Flight = { row: shown, from: seen.stage_id, to: to.id }
    flights.add(flight)
    for (const one of pipelines) one.cover(shown)
    try {
      const done = await ask(
        api.PATCH("/api/applicants/{applicant_id}", {
          params: { path: { applicant_id: seen.id }, header: ifMatch(seen) },
          body: { stage_id: to.id, ...(reason && { reject_reason: reason }), ...(note && { note }) },
        }),
      )
      flight.before = counted()
      const now = merged(shown, done)
      for (const one of pipelines) one.uncover(seen.id, now)
      const back: Stage = { id: seen.stage_id, name: seen.stage, kind: seen.stage_kind, count: 0 }
      tell(`${seen.name}: ${seen.stage} → ${to.name}.`, {
        action: { label: "Undo", run: () => moveOne(now, back, seen.reject_reason) },
      })
      await renew()
    } catch (error) {
      flights.delete(flight)
      const current = error instanceof ProblemError && error.status === 412 ? currentOf(error) : null
      for (const one of pipelines) one.uncover(seen.id, ...(current ? [merged(seen, current)] : []))
      tellFailed(`${seen.name} was not moved to ${to.name}.`, error)
      await renew()
    } finally {
      flights.delete(flight)
    }
  }

  return { flights, moveOne }
}

function currentOf(error: ProblemError): Partial<Row> | null {
  const current = (error.problem as { current?: unknown }).current
  return typeof current === "object" && current !== null ? (current as Partial<Row>) : null
}

/** A row with what an applicant's own page says anew of it; what that page does not say stays. */
function merged(row: Row, news: Partial<Row> | Schema<"ApplicantShown">): Row {
  const known = Object.entries(news).filter(([name]) => name in row)
  return { ...row, ...(Object.fromEntries(known) as Partial<Row>) }
}

function bodyOf(whom: Whom, toStageId: string, reason: string) {
  return {
    ...("filter" in whom
      ? { filter: filterOf(whom.filter) }
      : { ids: "ids" in whom ? [...whom.ids] : whom.rows.map((row) => row.id) }),
    to_stage_id: toStageId,
    ...(reason && { reject_reason: reason }),
  }
}

/** What a move in bulk would do; nothing is moved. */
export async function foresee(
  jobId: string,
  whom: Whom,
  to: string,
  reason: string,
  signal: AbortSignal,
): Promise<Foreseen> {
  const body = { ...bodyOf(whom, to, reason), dry_run: true }
  const path = { job_id: jobId }
  return (await ask<unknown>(
    api.POST("/api/jobs/{job_id}/applicants/move", { params: { path }, body, signal }),
  )) as Foreseen
}

/** Ask for a move in bulk: a worker does it. */
export function moveMany(jobId: string, whom: Whom, to: string, reason: string, note: string, key: string) {
  const body = { ...bodyOf(whom, to, reason), ...(note && { note }), dry_run: false }
  const params = { path: { job_id: jobId }, header: { "Idempotency-Key": key } }
  return ask<unknown>(api.POST("/api/jobs/{job_id}/applicants/move", { params, body })) as Promise<
    Schema<"MoveStarted">
  >
}

const operation = (id: string) => ({ params: { path: { operation_id: id } } })
export const readMove = (id: string, signal: AbortSignal): Promise<Outcomes> =>
  ask(
    api.GET("/api/applicants/moves/{operation_id}", {
      params: { path: { operation_id: id }, query: { limit: 1 } },
      signal,
    }),
  )
export const cancelMove = (id: string) => ask(api.POST("/api/applicants/moves/{operation_id}/cancel", operation(id)))
export const undoMove = (id: string) => ask(api.POST("/api/applicants/moves/{operation_id}/undo", operation(id)))
