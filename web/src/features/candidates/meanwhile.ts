// When somebody else was first: what of a form is one's own, and what they have written since.
import { ProblemError } from "@/kit/api"

/** What was typed: the fields in which a form is not what it began with. */
export function typed<Values extends Record<string, unknown>>(began: Values, now: Values): Set<string> {
  return new Set(Object.keys(now).filter((name) => now[name] !== began[name]))
}

/** Of a whole body only what these fields hold: what nobody touched here stays as others leave it. */
export function only<Body extends object>(body: Body, names: ReadonlySet<string>): Partial<Body> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name))) as Partial<Body>
}

/** A field that somebody else has written since, under the name it has in the form, and what it says now. */
export interface Theirs {
  label: string
  value: string
}

export function writtenSince<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  began: Readonly<Record<Name, string>>,
  now: Readonly<Record<Name, string>>,
): Theirs[] {
  const names = Object.keys(labels) as Name[]
  return names.filter((name) => now[name] !== began[name]).map((name) => ({ label: labels[name], value: now[name] }))
}

/** Whether somebody else was first. */
export const isStale = (error: unknown): error is ProblemError => error instanceof ProblemError && error.status === 412

/** After a 412: what is there now, as the newest that was seen; null where the error is another one. */
export function newestOf<T extends { version: number }>(seen: T, error: unknown): T | null {
  if (!isStale(error)) return null
  return { ...seen, ...(error.problem["current"] as Partial<T>), version: Number(error.problem["version"]) }
}
