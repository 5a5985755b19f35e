// The error that a page fell over, if one did.
import { shallowRef } from "vue"

export const fallen = shallowRef<unknown>(null)
