// What the window is like now.
import { readonly, ref } from "vue"

function media(query: string) {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  list.addEventListener("change", (event) => (matches.value = event.matches))
  return readonly(matches)
}

/** From a tablet upwards: the navigation stands beside the page. */
export const isWide = media("(min-width: 768px)")
/** A desk: all columns have room. */
export const isDesk = media("(min-width: 1100px)")
/** Fingers instead of a mouse: rows and controls are taller. */
export const isCoarse = media("(pointer: coarse)")
