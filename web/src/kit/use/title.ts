// What the browser's tab says.
import { toValue, watchEffect, type MaybeRefOrGetter } from "vue"

/** The page's title; while it is not known (undefined), the one of its route stays. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  watchEffect(() => {
    const now = toValue(title)
    if (now !== undefined) document.title = titled(now)
  })
}

export function titled(title: string | undefined): string {
  return title ? `${title} · Job Center` : "Job Center"
}
