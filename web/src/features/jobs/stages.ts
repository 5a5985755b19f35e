// Stages as they are edited, before they are sent: moved, merged with what somebody else saved, compared.
import type { Kind } from "./words"

export interface DraftStage {
  /** Of a stage that is there; a new one has none. */
  id: string | null
  name: string
  kind: Kind
  /** What tells rows apart while they are moved about. */
  key: string
}

let numbers = 0
export const newStage = (name = "", kind: Kind = "interview"): DraftStage => ({ id: null, name, kind, key: nextKey() })
const nextKey = () => `stage-${++numbers}`

/** Stages as the API gives them, as drafts. */
export function drafted(stages: readonly { id?: string; name: string; kind: Kind }[]): DraftStage[] {
  return stages.map(({ id, name, kind }) => ({ id: id ?? null, name, kind, key: id ?? nextKey() }))
}

/** The same stages with the one at `from` at `to`; the list's ends hold it. */
export function moved(stages: readonly DraftStage[], from: number, to: number): DraftStage[] {
  const there = Math.min(Math.max(to, 0), stages.length - 1)
  const rest = stages.filter((_, place) => place !== from)
  const one = stages[from]
  return one ? [...rest.slice(0, there), one, ...rest.slice(there)] : [...stages]
}

/** Whether two lists say the same: the same stages, names and kinds, in the same order. */
export function same(one: readonly DraftStage[], other: readonly DraftStage[]): boolean {
  const said = (stages: readonly DraftStage[]) => JSON.stringify(stages.map(({ id, name, kind }) => [id, name, kind]))
  return said(one) === said(other)
}

/**
 * My stages over theirs, when somebody saved while I edited what I had `seen`: a stage that they removed becomes a new
 * one, and one that they added stays, before what it stood before.
 */
export function merged(mine: readonly DraftStage[], seen: readonly DraftStage[], theirs: readonly DraftStage[]) {
  const known = new Set(seen.map((one) => one.id))
  const there = new Set(theirs.map((one) => one.id))
  const result = mine.map((one) => (one.id !== null && !there.has(one.id) ? { ...one, id: null } : { ...one }))
  for (const [place, added] of [...theirs.entries()].reverse()) {
    if (known.has(added.id)) continue
    const next = theirs.slice(place + 1).find((one) => result.some((mine) => mine.id === one.id))
    const before = next ? result.findIndex((one) => one.id === next.id) : result.length
    result.splice(before, 0, { ...added })
  }
  return result
}
