// Off limits: whose people must not be approached, until when, and why.
import type { Feature } from "@/kit/feature"
import { ShieldBan } from "@lucide/vue"

export default {
  routes: [
    {
      path: "/off-limits",
      component: () => import("./OffLimitsPage.vue"),
      meta: { title: "Off limits", roles: ["admin", "recruiter"] },
    },
  ],
  nav: [
    {
      to: "/off-limits",
      label: "Off limits",
      icon: ShieldBan,
      order: 60,
      group: "work",
      keys: "g o",
      roles: ["admin", "recruiter"],
    },
  ],
} satisfies Feature
