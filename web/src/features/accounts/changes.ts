// What an entry of the audit log changed, as lines that people can read.
export interface Line {
  /** The field's name in words: `Fee percent`. */
  field: string
  before: string | null
  after: string | null
}

type Values = Record<string, unknown> | null | undefined

/** One line for each field that either side holds, in their order; what did not change is left out. */
export function changesOf(before: Values, after: Values): Line[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .map((name) => ({ field: inWords(name), before: written(before?.[name]), after: written(after?.[name]) }))
    .filter((line) => line.before !== line.after)
}

/** The same in one line, for a list. */
export function inShort(before: Values, after: Values): string {
  return changesOf(before, after)
    .map(({ field, before: was, after: is }) => {
      if (was === null) return `${field}: ${is}`
      return `${field}: ${was} → ${is ?? "nothing"}`
    })
    .join(" · ")
}

function inWords(name: string): string {
  const words = name.replace(/_id$/, "").replace(/^is_/, "").replaceAll("_", " ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function written(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (typeof value === "string" || typeof value === "number") return String(value)
  if (Array.isArray(value)) return value.length ? value.map((one) => written(one) ?? "–").join(", ") : null
  return JSON.stringify(value, null, 1)
}
