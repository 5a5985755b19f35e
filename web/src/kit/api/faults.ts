// What a problem says of single fields, so that a form shows each sentence where it belongs.
import { ProblemError } from "@jobcenter/client"

export interface Faults {
  /** By the field's name: the sentence. An entry of a list (`domains.0`) is told at the list. */
  fields: Record<string, string>
  /** What belongs to no field that the form has. */
  rest: string[]
}

/** `name: sentence`, as the API's own checks tell it. */
const OF_A_FIELD = /^([a-z_]+)(?:\.[a-z0-9_.]+)?: (.+)$/s

/** Sort an error into a form's fields. */
export function faultsOf(error: unknown, fields: readonly string[]): Faults {
  const found: Faults = { fields: {}, rest: [] }
  const put = (name: string, what: string) => {
    if (fields.includes(name)) found.fields[name] ??= sentence(what)
    else found.rest.push(sentence(name === "" ? what : `${name}: ${what}`))
  }
  if (!(error instanceof ProblemError)) {
    found.rest.push(error instanceof Error ? error.message : String(error))
  } else if (error.problem.errors?.length) {
    for (const { where, what } of error.problem.errors) put(where.replace(/^body\.?/, "").split(".")[0] ?? "", what)
  } else {
    const [, name, what] = OF_A_FIELD.exec(error.message) ?? []
    if (name !== undefined && what !== undefined && fields.includes(name)) put(name, what)
    else found.rest.push(error.message)
  }
  return found
}

function sentence(what: string): string {
  const text = what.trim()
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".")
}
