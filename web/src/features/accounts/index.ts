// Signing in, and one's own settings. Users, API keys and the audit log have their place here too.
import type { Feature } from "@/kit/feature"
import { Settings } from "@lucide/vue"

export default {
  routes: [
    { path: "/sign-in", component: () => import("./SignInPage.vue"), meta: { open: true, title: "Sign in" } },
    { path: "/signed-in", component: () => import("./SignedInPage.vue"), meta: { open: true, title: "Signed in" } },
    { path: "/invitation", component: () => import("./InvitationPage.vue"), meta: { open: true, title: "Invitation" } },
    { path: "/settings", component: () => import("./SettingsPage.vue"), meta: { title: "Settings" } },
  ],
  commands: [
    {
      id: "settings",
      label: "Settings",
      words: "password time zone date theme account",
      icon: Settings,
      to: "/settings",
      keys: "g s",
    },
  ],
} satisfies Feature
