// Signing in, one's own settings, users, API keys and the audit log.
import type { Feature } from "@/kit/feature"
import { KeyRound, ScrollText, Settings, UserPlus, Users } from "@lucide/vue"

export default {
  routes: [
    { path: "/sign-in", component: () => import("./SignInPage.vue"), meta: { open: true, title: "Sign in" } },
    { path: "/signed-in", component: () => import("./SignedInPage.vue"), meta: { open: true, title: "Signed in" } },
    { path: "/invitation", component: () => import("./InvitationPage.vue"), meta: { open: true, title: "Invitation" } },
    { path: "/settings", component: () => import("./SettingsPage.vue"), meta: { title: "Settings" } },
    { path: "/users", component: () => import("./UsersPage.vue"), meta: { title: "Users", roles: ["admin"] } },
    {
      path: "/keys",
      component: () => import("./KeysPage.vue"),
      meta: { title: "API keys", roles: ["admin", "recruiter"] },
    },
    { path: "/audit", component: () => import("./AuditPage.vue"), meta: { title: "Audit log", roles: ["admin"] } },
  ],
  nav: [
    { to: "/users", label: "Users", icon: Users, order: 90, group: "system", keys: "g u", roles: ["admin"] },
    {
      to: "/keys",
      label: "API keys",
      icon: KeyRound,
      order: 91,
      group: "system",
      keys: "g k",
      roles: ["admin", "recruiter"],
    },
    { to: "/audit", label: "Audit log", icon: ScrollText, order: 92, group: "system", keys: "g l", roles: ["admin"] },
  ],
  commands: [
    {
      id: "users.invite",
      label: "Invite a person",
      words: "add user colleague manager recruiter link",
      icon: UserPlus,
      to: "/users?invite=1",
      roles: ["admin"],
    },
    {
      id: "keys.new",
      label: "New API key",
      words: "token program",
      icon: KeyRound,
      to: "/keys?new=1",
      roles: ["admin", "recruiter"],
    },
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
