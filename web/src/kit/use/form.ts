// A form: its values, one sending at a time, and each of the API's sentences at the field it belongs to.
import { computed, nextTick, onScopeDispose, reactive, ref, toRaw } from "vue"
import { onBeforeRouteLeave } from "vue-router"
import { faultsOf } from "../api/faults"

const LEAVING = "What you typed has not been saved. Leave it?"

/**
 * `send` gets the values, and throws what the API refused; `form.fault("name")` is then the sentence for that field
 * and `form.rest` what belongs to none. What was typed stays until `reset`.
 *
 * With `guard` (a page's form, not a dialog's) leaving the page asks first while something is unsaved.
 */
export function useForm<Values extends Record<string, unknown>>(
  initial: Values,
  send: (values: Values) => Promise<unknown>,
  options: { guard?: boolean } = {},
) {
  const names = Object.keys(initial)
  const values = reactive(structuredClone(initial)) as Values
  let clean = JSON.stringify(initial)
  const busy = ref(false)
  const error = ref<unknown>(null)
  const faults = computed(() => (error.value === null ? { fields: {}, rest: [] } : faultsOf(error.value, names)))
  const isDirty = computed(() => JSON.stringify(values) !== clean)

  /** Send it; true if it was taken. A second press while it is under way does nothing. */
  async function submit(): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    error.value = null
    try {
      await send(structuredClone(toRaw(values)))
      clean = JSON.stringify(values)
      return true
    } catch (refused) {
      error.value = refused
      void nextTick(() => document.querySelector<HTMLElement>("form [aria-invalid=true]")?.focus())
      return false
    } finally {
      busy.value = false
    }
  }

  /** Begin anew, with what it began with or with other values. */
  function reset(next: Values = initial): void {
    Object.assign(values, structuredClone(toRaw(next)))
    clean = JSON.stringify(values)
    error.value = null
  }

  if (options.guard) {
    const ask = (event: BeforeUnloadEvent) => {
      if (isDirty.value) event.preventDefault()
    }
    window.addEventListener("beforeunload", ask)
    onScopeDispose(() => window.removeEventListener("beforeunload", ask))
    onBeforeRouteLeave(() => !isDirty.value || busy.value || window.confirm(LEAVING))
  }

  return reactive({
    values,
    busy,
    error,
    isDirty,
    rest: computed(() => faults.value.rest),
    fault: (name: keyof Values & string) => faults.value.fields[name],
    submit,
    reset,
  })
}
