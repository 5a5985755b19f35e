// Filters, sorts and the like live in the address: a link shows what its sender saw.
import { computed, type WritableComputedRef } from "vue"
import { useRoute, useRouter } from "vue-router"

/** One parameter of the address; empty is left out. Typing replaces the entry of the history and adds none. */
export function useUrl(name: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const there = route.query[name]
      return (Array.isArray(there) ? there[0] : there) ?? ""
    },
    set: (value) => {
      const others = Object.entries(router.currentRoute.value.query).filter(([one]) => one !== name)
      const query = Object.fromEntries(value === "" ? others : [...others, [name, value]])
      void router.replace({ query, hash: route.hash })
    },
  })
}
