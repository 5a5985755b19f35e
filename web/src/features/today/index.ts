// Today: what waits for whoever is signed in; the page one begins with.
import type { Feature } from "@/kit/feature"
import { Sun } from "@lucide/vue"

export default {
  routes: [{ path: "/today", component: () => import("./TodayPage.vue"), meta: { title: "Today" } }],
  nav: [{ to: "/today", label: "Today", icon: Sun, order: 0, group: "work", keys: "g t" }],
} satisfies Feature
