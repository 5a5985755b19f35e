// Addresses and pages: who may open what, where a new page is scrolled to and where the focus goes.
import { isOne, session } from "@/kit/api"
import { noteSilence } from "@/kit/api/connection"
import { home, titled } from "@/kit/use"
import { nextTick } from "vue"
import { createRouter, createWebHistory, type RouteLocationNormalized } from "vue-router"
import { features } from "./features"
import NotFound from "./NotFound.vue"
import NotAllowed from "./NotAllowed.vue"

export const router = createRouter({
  history: createWebHistory("/app/"),
  routes: [
    { path: "/", redirect: () => ({ path: begin("/today") }) },
    ...features.flatMap((feature) => feature.routes),
    { path: "/not-allowed", name: "not-allowed", component: NotAllowed, meta: { title: "Not for your role" } },
    { path: "/:path(.*)*", name: "nowhere", component: NotFound, meta: { title: "Not found" } },
  ],
  // Pages scroll inside the shell, each by itself: see keepScroll.
})

/** The page that somebody chose to begin with, where it is there and open to them; else the usual one. */
function begin(usual: string): string {
  const chosen = router.getRoutes().find((route) => route.path === home.value && route.path !== "/")
  const roles = chosen?.meta.roles
  return chosen && (!roles || isOne(...roles)) ? chosen.path : usual
}

const places = new Map<string, number>()
const scrolling = () => document.querySelector<HTMLElement>("[data-scrolls]")

router.beforeEach((to, from) => {
  const box = scrolling()
  if (box) places.set(from.fullPath, box.scrollTop)
  if (to.meta.open) return true
  if (!session.me) return { path: "/sign-in", query: { to: to.fullPath } }
  const roles = to.meta.roles
  if (roles && !roles.includes(session.me.role)) return { name: "not-allowed" }
  return true
})

router.afterEach((to, from, failure) => {
  if (failure) return
  if (to.path !== from.path || from.matched.length === 0) document.title = titled(to.meta.title)
  void settle(to, from)
})

/** Going back finds the place one left; a new page says its name to those who listen. */
async function settle(to: RouteLocationNormalized, from: RouteLocationNormalized): Promise<void> {
  if (to.path === from.path || from.matched.length === 0) return
  await nextTick()
  const wanted = window.history.state as { forward?: unknown } | null
  const box = scrolling()
  if (box && wanted?.forward) box.scrollTop = places.get(to.fullPath) ?? 0
  document.getElementById("page-title")?.focus({ preventScroll: true })
}

// After an upgrade the old page asks for files that are not there any more: load the new one. Where nobody answers, the
// page stays, with what was typed in it: the browser's own words about it would take its place.
router.onError((error, to) => {
  if (!/dynamically imported module|Importing a module|module script/i.test(String(error))) return
  fetch("/health", { cache: "no-store" }).then(() => window.location.assign(`/app${to.fullPath}`), noteSilence)
})
