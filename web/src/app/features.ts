// The features that there are: one line each. Their pages are loaded when they are opened.
import accounts from "@/features/accounts"
import board from "@/features/board"
import candidates from "@/features/candidates"
import companies from "@/features/companies"
import imports from "@/features/imports"
import jobs from "@/features/jobs"
import offlimits from "@/features/offlimits"
import scraping from "@/features/scraping"
import today from "@/features/today"
import postings from "@/features/postings"
import { session, type Role } from "@/kit/api"
import type { Command, Feature, Finder, NavEntry } from "@/kit/feature"
import { computed } from "vue"

export const features: Feature[] = [
  today,
  jobs,
  board,
  candidates,
  companies,
  accounts,
  offlimits,
  imports,
  postings,
  scraping,
]

function allowed(one: { roles?: readonly Role[] }): boolean {
  const me = session.me
  return me !== null && (one.roles === undefined || one.roles.includes(me.role))
}

export const navEntries = computed<NavEntry[]>(() =>
  features
    .flatMap((feature) => feature.nav ?? [])
    .filter(allowed)
    .sort((a, b) => a.order - b.order),
)
export const commands = computed<Command[]>(() => features.flatMap((feature) => feature.commands ?? []).filter(allowed))
export const finders = computed<Finder[]>(() => features.flatMap((feature) => feature.finders ?? []).filter(allowed))
