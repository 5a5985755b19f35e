// What a feature gives to the app: its pages, its entries in the navigation, its commands, and what it can find.
import type { Component } from "vue"
import type { RouteRecordRaw } from "vue-router"
import type { Role } from "./api/session"

export interface NavEntry {
  /** A path in the app, such as `/companies`. */
  to: string
  label: string
  icon: Component
  /** Where it stands: entries are sorted by this, in the house's order of work. */
  order: number
  group: "work" | "market" | "system"
  /** Two keys one after the other that lead there, such as `g c`. */
  keys?: string
  /** Who sees it; everybody if left out. */
  roles?: readonly Role[]
}

export interface Command {
  id: string
  label: string
  /** Other words that people may type for it. */
  words?: string
  icon?: Component
  keys?: string
  roles?: readonly Role[]
  /** Where it leads; or what it does. */
  to?: string
  run?: () => void | Promise<void>
}

export interface Found {
  id: string
  label: string
  /** What tells it apart: an employer, a place. */
  hint?: string | null
  to: string
}

/** What ⌘K asks while somebody types; each answer is a group of its own. */
export interface Finder {
  label: string
  icon: Component
  roles?: readonly Role[]
  find: (words: string, signal: AbortSignal) => Promise<Found[]>
}

export interface Feature {
  routes: RouteRecordRaw[]
  nav?: NavEntry[]
  commands?: Command[]
  finders?: Finder[]
}

declare module "vue-router" {
  interface RouteMeta {
    /** What the browser's tab says, before the page knows better (`usePageTitle`). */
    title?: string
    /** Who may open it; everybody who is signed in, if left out. */
    roles?: readonly Role[]
    /** Open without a sign-in, and shown without the shell. */
    open?: boolean
  }
}
