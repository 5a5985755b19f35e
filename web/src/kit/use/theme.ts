// Light, dark, or as the machine has it.
import { watchEffect } from "vue"
import { stored } from "./stored"

export const THEMES = ["system", "light", "dark"] as const
export type Theme = (typeof THEMES)[number]

export const theme = stored<Theme>("theme", "system", THEMES)

/** Let the page follow the choice; once, when the app starts. */
export function followTheme(): void {
  watchEffect(() => {
    if (theme.value === "system") delete document.documentElement.dataset["theme"]
    else document.documentElement.dataset["theme"] = theme.value
  })
}
