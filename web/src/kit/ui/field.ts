// What a field tells the control inside it.
import type { ComputedRef, InjectionKey } from "vue"

export const FIELD: InjectionKey<{
  id: string
  fault: ComputedRef<string | undefined>
  describedBy: ComputedRef<string | undefined>
}> = Symbol("field")
