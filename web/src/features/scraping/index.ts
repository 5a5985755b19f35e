// Scraping: sites, schedules, runs, and the monitor of all work.
import { api, ask, type Role } from "@/kit/api"
import type { Feature } from "@/kit/feature"
import { Activity, CalendarClock, Globe, Play, RefreshCw } from "@lucide/vue"

const STAFF: readonly Role[] = ["admin", "recruiter"]
const meta = (title: string) => ({ title, roles: STAFF })

export default {
  routes: [
    { path: "/sites", component: () => import("./SitesPage.vue"), meta: meta("Sites") },
    { path: "/schedules", component: () => import("./SchedulesPage.vue"), meta: meta("Schedules") },
    { path: "/schedules/:id", component: () => import("./SchedulePage.vue"), props: true, meta: meta("Schedule") },
    { path: "/runs", component: () => import("./RunsPage.vue"), meta: meta("Runs") },
    { path: "/runs/:id", component: () => import("./RunPage.vue"), props: true, meta: meta("Run") },
    { path: "/monitor", component: () => import("./MonitorPage.vue"), meta: meta("Monitor") },
  ],
  nav: [
    { to: "/runs", label: "Runs", icon: RefreshCw, order: 70, group: "market", keys: "g r", roles: STAFF },
    {
      to: "/schedules",
      label: "Schedules",
      icon: CalendarClock,
      order: 71,
      group: "market",
      keys: "g h",
      roles: STAFF,
    },
    { to: "/sites", label: "Sites", icon: Globe, order: 72, group: "market", keys: "g w", roles: STAFF },
    { to: "/monitor", label: "Monitor", icon: Activity, order: 80, group: "system", keys: "g m", roles: STAFF },
  ],
  commands: [
    {
      id: "scraping.scrape",
      label: "Scrape a board now",
      words: "run start collect postings site ats",
      icon: Play,
      to: "/runs?new=1",
      roles: STAFF,
    },
    {
      id: "scraping.schedule",
      label: "New schedule",
      words: "add create cron interval site plan",
      icon: CalendarClock,
      to: "/schedules?new=1",
      roles: ["admin"],
    },
    {
      id: "scraping.failed",
      label: "Failed runs of the last day",
      words: "errors why broken scrape",
      icon: RefreshCw,
      to: "/runs?state=failed&time=day",
      roles: STAFF,
    },
    {
      id: "scraping.monitor",
      label: "Open monitor",
      words: "queue workers latency health leases status",
      icon: Activity,
      to: "/monitor",
      roles: STAFF,
    },
  ],
  finders: [
    {
      label: "Schedules",
      icon: CalendarClock,
      roles: STAFF,
      async find(words, signal) {
        const page = await ask(
          api.GET("/api/scraping/schedules", { params: { query: { q: words, limit: 5 } }, signal }),
        )
        return page.items.map((one) => ({
          id: one.id,
          label: one.name,
          hint: one.target ? `${one.site_name} · ${one.target}` : one.site_name,
          to: `/schedules/${one.id}`,
        }))
      },
    },
  ],
} satisfies Feature
