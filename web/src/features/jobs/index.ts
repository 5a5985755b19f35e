// Jobs: vacancies of clients, their stages, and the templates of these; the pipeline itself is the board's.
import { api, ask } from "@/kit/api"
import type { Feature } from "@/kit/feature"
import { BriefcaseBusiness, Layers } from "@lucide/vue"

const STAFF = ["admin", "recruiter"] as const

export default {
  routes: [
    { path: "/jobs", component: () => import("./JobsPage.vue"), meta: { title: "Jobs" } },
    {
      path: "/jobs/templates",
      component: () => import("./TemplatesPage.vue"),
      meta: { title: "Stage templates", roles: STAFF },
    },
    {
      path: "/jobs/:id/settings",
      component: () => import("./JobSettingsPage.vue"),
      props: true,
      meta: { title: "Job settings" },
    },
  ],
  nav: [{ to: "/jobs", label: "Jobs", icon: BriefcaseBusiness, order: 10, group: "work", keys: "g j" }],
  commands: [
    {
      id: "jobs.new",
      label: "New job",
      words: "add create vacancy opening position",
      icon: BriefcaseBusiness,
      to: "/jobs?new=1",
      roles: STAFF,
    },
    {
      id: "jobs.mine",
      label: "Jobs I am in charge of",
      words: "my jobs mine",
      icon: BriefcaseBusiness,
      to: "/jobs?manager=me",
      roles: STAFF,
    },
    {
      id: "jobs.templates",
      label: "Stage templates",
      words: "pipeline stages kinds",
      icon: Layers,
      to: "/jobs/templates",
      roles: STAFF,
    },
  ],
  finders: [
    {
      label: "Jobs",
      icon: BriefcaseBusiness,
      async find(words, signal) {
        const page = await ask(api.GET("/api/jobs", { params: { query: { q: words, limit: 6 } }, signal }))
        return page.items.map((one) => ({
          id: one.id,
          label: one.title,
          hint: one.company_name,
          to: `/jobs/${one.id}`,
        }))
      },
    },
  ],
} satisfies Feature
