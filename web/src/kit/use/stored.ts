// Small choices of one person on one machine, kept in this browser: the theme, the time zone, the width of the navigation.
import { customRef, type Ref } from "vue"

const PREFIX = "jobcenter."

/** A value kept in localStorage; other tabs follow. What cannot be read, or is not one of `allowed`, is `initial`. */
export function stored<T extends string>(name: string, initial: T, allowed?: readonly T[]): Ref<T> {
  const key = PREFIX + name
  const read = (): T => {
    try {
      const there = localStorage.getItem(key) as T | null
      return there !== null && (!allowed || allowed.includes(there)) ? there : initial
    } catch {
      return initial // a browser that keeps nothing for anybody
    }
  }
  return customRef<T>((track, trigger) => {
    let value = read()
    window.addEventListener("storage", (event) => {
      if (event.key !== key) return
      value = read()
      trigger()
    })
    return {
      get() {
        track()
        return value
      },
      set(next) {
        value = next
        try {
          localStorage.setItem(key, next)
        } catch {
          // It holds for as long as the page is open.
        }
        trigger()
      },
    }
  })
}
