// Companies: clients and employers, their contacts, interview rounds and contracts.
import { api, ask } from "@/kit/api"
import type { Feature } from "@/kit/feature"
import { Building2 } from "@lucide/vue"

export default {
  routes: [
    { path: "/companies", component: () => import("./CompaniesPage.vue"), meta: { title: "Companies" } },
    { path: "/companies/:id", component: () => import("./CompanyPage.vue"), props: true, meta: { title: "Company" } },
  ],
  nav: [{ to: "/companies", label: "Companies", icon: Building2, order: 40, group: "work", keys: "g c" }],
  commands: [
    {
      id: "companies.new",
      label: "New company",
      words: "add create client",
      icon: Building2,
      to: "/companies?new=1",
      roles: ["admin", "recruiter"],
    },
  ],
  finders: [
    {
      label: "Companies",
      icon: Building2,
      async find(words, signal) {
        const page = await ask(api.GET("/api/companies", { params: { query: { q: words, limit: 6 } }, signal }))
        return page.items.map((one) => ({
          id: one.id,
          label: one.name,
          hint: one.location,
          to: `/companies/${one.id}`,
        }))
      },
    },
  ],
} satisfies Feature
