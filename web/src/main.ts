// Starts the web application: who is signed in first, then the page that was asked for.
import "./style.css"
import { VueQueryPlugin } from "@tanstack/vue-query"
import { createApp } from "vue"
import { loadRouteLocation } from "vue-router"
import { makeQueryClient } from "@/kit/api"
import { isAway, openSession } from "@/kit/api/session"
import { followTheme, listenToKeys } from "@/kit/use"
import App from "./app/App.vue"
import { fallen } from "./app/fallen"
import { router } from "./app/router"
import { showAway } from "./app/away"

followTheme()
listenToKeys()

async function start(): Promise<void> {
  // The page's own script comes while it is found out who is signed in; whether it came is the navigation's to tell.
  loadRouteLocation(router.resolve(router.options.history.location)).catch(() => undefined)
  await openSession()
  const app = createApp(App)
  app.config.errorHandler = (error) => {
    fallen.value = error
    // eslint-disable-next-line no-console -- whoever opens the console looks for this
    console.error(error)
  }
  app.use(VueQueryPlugin, { queryClient: makeQueryClient() })
  app.use(router)
  app.mount("#app")
}

start().catch((error: unknown) => {
  showAway(error instanceof Error ? error.message : String(error))
  if (isAway(error)) setTimeout(() => window.location.reload(), 4_000)
})
