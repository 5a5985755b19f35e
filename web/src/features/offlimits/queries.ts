// Which rules put whose people off limits.
import { api, ask, useList, type Schema } from "@/kit/api"
import { computed, toValue, type MaybeRefOrGetter } from "vue"

export type Rule = Schema<"RuleShown">

/** Rules of all clients: those that hold today ("now"), the others ("others"), or all of them. */
export function useRules(which: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => ["offlimits", "list", toValue(which)]),
    ({ after, signal }) => {
      const chosen = toValue(which)
      const query = {
        ...(after === undefined ? {} : { after }),
        ...(chosen === "all" ? {} : { in_force: chosen !== "others" }),
      }
      return ask(api.GET("/api/off-limits", { params: { query }, signal }))
    },
  )
}
