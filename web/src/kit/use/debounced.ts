// A value that waits until its writer pauses: what is searched for while somebody types.
import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from "vue"

export function useDebounced<T>(source: MaybeRefOrGetter<T>, milliseconds = 180): Readonly<Ref<T>> {
  const late = ref(toValue(source)) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => toValue(source),
    (next) => {
      clearTimeout(timer)
      timer = setTimeout(() => (late.value = next), milliseconds)
    },
  )
  onScopeDispose(() => clearTimeout(timer))
  return late
}
