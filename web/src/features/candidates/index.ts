// Candidates: people, and everything that happens with them.
import { api, ask } from "@/kit/api"
import type { Feature } from "@/kit/feature"
import { UserRound, Users } from "@lucide/vue"

export default {
  routes: [
    { path: "/candidates", component: () => import("./CandidatesPage.vue"), meta: { title: "Candidates" } },
    {
      path: "/candidates/:id",
      component: () => import("./CandidatePage.vue"),
      props: true,
      meta: { title: "Candidate" },
    },
  ],
  nav: [{ to: "/candidates", label: "Candidates", icon: Users, order: 20, group: "work", keys: "g p" }],
  commands: [
    {
      id: "candidates.new",
      label: "New candidate",
      words: "add create person people",
      icon: UserRound,
      to: "/candidates?new=1",
      roles: ["admin", "recruiter"],
    },
  ],
  finders: [
    {
      label: "Candidates",
      icon: UserRound,
      async find(words, signal) {
        const page = await ask(api.GET("/api/candidates", { params: { query: { q: words, limit: 6 } }, signal }))
        return page.items.map((one) => ({
          id: one.id,
          label: one.name,
          hint: one.employer ?? one.title,
          to: `/candidates/${one.id}`,
        }))
      },
    },
  ],
} satisfies Feature
