// The board: a job's pipeline as a table and as a kanban.
import type { Feature } from "@/kit/feature"

export default {
  routes: [
    {
      path: "/jobs/:id",
      alias: "/jobs/:id/board",
      component: () => import("./BoardPage.vue"),
      props: true,
      meta: { title: "Pipeline" },
    },
  ],
} satisfies Feature
