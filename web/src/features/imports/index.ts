// Imports: files of CSV, tried out, brought in, and what came of each row.
import type { Feature } from "@/kit/feature"
import { FileUp } from "@lucide/vue"

const roles = ["admin", "recruiter"] as const

export default {
  routes: [
    { path: "/imports", component: () => import("./ImportsPage.vue"), meta: { title: "Imports", roles } },
    {
      path: "/imports/:id",
      component: () => import("./ImportPage.vue"),
      props: true,
      meta: { title: "Import", roles },
    },
  ],
  nav: [{ to: "/imports", label: "Imports", icon: FileUp, order: 89, group: "system", roles }],
  commands: [
    {
      id: "imports.new",
      label: "Import a file",
      words: "csv upload bring in companies jobs candidates applicants history",
      icon: FileUp,
      to: "/imports?new=companies",
      roles,
    },
  ],
} satisfies Feature
