// Postings: what the sites' runs found, the openings they are, saved searches, and what changed.
import { api, ask } from "@/kit/api"
import type { Feature } from "@/kit/feature"
import { Layers, Newspaper } from "@lucide/vue"
import { whileTyped } from "./typed"

const roles = ["admin", "recruiter"] as const

export default {
  routes: [
    { path: "/postings", component: () => import("./PostingsPage.vue"), meta: { title: "Postings", roles } },
    { path: "/postings/news", component: () => import("./NewsPage.vue"), meta: { title: "What’s new", roles } },
    {
      path: "/postings/openings",
      component: () => import("./openings/OpeningsPage.vue"),
      meta: { title: "Openings", roles },
    },
    {
      path: "/postings/openings/:id",
      component: () => import("./openings/OpeningPage.vue"),
      props: true,
      meta: { title: "Opening", roles },
    },
    {
      path: "/postings/searches",
      component: () => import("./searches/SearchesPage.vue"),
      meta: { title: "Saved searches", roles },
    },
    {
      path: "/postings/searches/:id",
      component: () => import("./searches/SearchPage.vue"),
      props: true,
      meta: { title: "Saved search", roles },
    },
    {
      path: "/postings/:id",
      component: () => import("./PostingPage.vue"),
      props: true,
      meta: { title: "Posting", roles },
    },
  ],
  nav: [{ to: "/postings", label: "Postings", icon: Newspaper, order: 60, group: "market", keys: "g p", roles }],
  commands: [
    {
      id: "postings.openings",
      label: "Go to Openings",
      words: "vacancies",
      to: "/postings/openings",
      keys: "g v",
      roles,
    },
    { id: "postings.searches", label: "Go to Saved searches", words: "alerts feed", to: "/postings/searches", roles },
    {
      id: "postings.news",
      label: "Go to What’s new in postings",
      words: "changes news yesterday closed",
      to: "/postings/news",
      keys: "g n",
      roles,
    },
  ],
  finders: [
    {
      label: "Openings",
      icon: Layers,
      roles,
      async find(words, signal) {
        const page = await ask(
          api.GET("/api/openings", { params: { query: { q: whileTyped(words), limit: 5 } }, signal }),
        )
        return page.items.map((one) => ({
          id: one.id,
          label: one.title,
          hint: one.employer,
          to: `/postings/openings/${one.id}`,
        }))
      },
    },
    {
      label: "Postings",
      icon: Newspaper,
      roles,
      async find(words, signal) {
        const page = await ask(
          api.GET("/api/postings", { params: { query: { q: whileTyped(words), limit: 5 } }, signal }),
        )
        return page.items.map((one) => ({
          id: one.id,
          label: one.title,
          hint: [one.employer ?? one.company, one.site_name].filter(Boolean).join(" · "),
          to: `/postings/${one.id}`,
        }))
      },
    },
  ],
} satisfies Feature
