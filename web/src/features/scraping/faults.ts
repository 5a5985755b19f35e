// The API checks a site's target and words together: its sentence is put where the person can mend it.
import { computed, reactive } from "vue"

const ABOUT: [RegExp, string][] = [
  [/there is no site|site_name/i, "site_name"],
  [/target/i, "target"],
  [/search_term/i, "search_term"],
  [/cron/i, "cron"],
  [/time zone/i, "time_zone"],
  [/schedule named/i, "name"],
]

interface Form {
  rest: readonly string[]
  fault: (name: never) => string | undefined
}

/** A form's faults, with those of the whole body sorted to the field that they speak of. */
export function sortedFaults(form: Form) {
  const sorted = computed(() => {
    const fields: Record<string, string> = {}
    const rest: string[] = []
    for (const what of form.rest) {
      const name = ABOUT.find(([pattern]) => pattern.test(what))?.[1]
      if (name === undefined || fields[name] !== undefined) rest.push(what)
      else fields[name] = what
    }
    return { fields, rest }
  })
  return reactive({
    of: (name: string): string | undefined => form.fault(name as never) ?? sorted.value.fields[name],
    rest: computed(() => sorted.value.rest),
  })
}
