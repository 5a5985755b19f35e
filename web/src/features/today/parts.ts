// What waits, as parts of one form: each row says who, where, since when, and where something is done about it.
import type { Role } from "@/kit/api"
import { AlarmClock, CalendarCheck2, CalendarClock, CirclePause, Hourglass, MailOpen, Server } from "@lucide/vue"
import type { Component } from "vue"
import type { Today } from "./queries"

export interface Row {
  key: string
  /** Who or what it is, and where it leads. */
  name: string
  to: string
  about: string
  /** The job it belongs to. */
  job?: { name: string; to: string }
  /** A moment or a day. */
  at: string | null
  /** A time to come is told as a time, one that has gone as how long ago. */
  look: "relative" | "absolute"
}

export interface Part {
  id: string
  title: string
  /** What to do about it. */
  todo: string
  icon: Component
  rows: Row[]
  /** More than are shown; and where all of them are, if there is such a page. */
  hasMore: boolean
}

const person = (one: { candidate: string; candidate_id: string; job: string; job_id: string }) => ({
  name: one.candidate,
  to: `/candidates/${one.candidate_id}`,
  job: { name: one.job, to: `/jobs/${one.job_id}` },
})
const words = (...some: (string | null | undefined)[]) => some.filter(Boolean).join(" · ")
const withName = (name: string | null) => (name ? `with ${name}` : null)

/** What waits, the most urgent part first; parts in which nothing waits are left out. */
export function partsOf(today: Today, role: Role | undefined): Part[] {
  const isClient = role === "manager"
  const interview = (one: Today["interviews"]["items"][number], look: Row["look"]): Row => ({
    ...person(one),
    key: one.id,
    about: words(one.round, withName(one.interviewer)),
    at: one.scheduled_at,
    look,
  })
  const all: Part[] = [
    {
      id: "replies",
      title: "Replies",
      todo: "They answered, and nobody has written back.",
      icon: MailOpen,
      rows: today.replies.items.map((one) => ({
        ...person(one),
        key: one.applicant_id,
        about: one.stage,
        at: one.replied_at,
        look: "relative",
      })),
      hasMore: today.replies.has_more,
    },
    {
      id: "interviews",
      title: "Interviews of the next 7 days",
      todo: "Prepare them.",
      icon: CalendarClock,
      rows: today.interviews.items.map((one) => interview(one, "absolute")),
      hasMore: today.interviews.has_more,
    },
    {
      id: "outcomes",
      title: "Interviews without an outcome",
      todo: "Write down how they went.",
      icon: CalendarCheck2,
      rows: today.without_outcome.items.map((one) => interview(one, "relative")),
      hasMore: today.without_outcome.has_more,
    },
    {
      id: "stuck",
      title: "Stuck",
      todo: isClient
        ? `No step for ${today.quiet_days} days: decide, or ask your agency.`
        : `No step for ${today.quiet_days} days: move them on, or let them know.`,
      icon: Hourglass,
      rows: today.stuck.items.map((one) => ({
        ...person(one),
        key: one.applicant_id,
        about: one.stage,
        at: one.stage_since,
        look: "relative",
      })),
      hasMore: today.stuck.has_more,
    },
    {
      id: "guarantees",
      title: "Guarantees that end within 30 days",
      todo: "Ask how it goes, while the guarantee runs.",
      icon: AlarmClock,
      rows: today.guarantees.items.map((one) => ({
        ...person(one),
        key: one.id,
        about: "placed",
        at: one.protected_until,
        look: "absolute",
      })),
      hasMore: today.guarantees.has_more,
    },
    {
      id: "runs",
      title: "Runs that failed since yesterday",
      todo: "See why, and run them again.",
      icon: Server,
      rows: today.failed_runs.items.map((one) => ({
        key: one.run_id,
        name: words(one.site_name, one.target),
        to: `/runs/${encodeURIComponent(one.run_id)}`,
        about: words(one.schedule, one.message),
        at: one.at,
        look: "relative",
      })),
      hasMore: today.failed_runs.has_more,
    },
    {
      id: "schedules",
      title: "Schedules that paused themselves",
      todo: "See why, and let them go on.",
      icon: CirclePause,
      rows: today.paused_schedules.items.map((one) => ({
        key: one.id,
        name: one.name,
        to: `/schedules/${one.id}`,
        about: words(one.site_name, one.paused_because),
        at: null,
        look: "relative",
      })),
      hasMore: today.paused_schedules.has_more,
    },
  ]
  return all.filter((part) => part.rows.length > 0)
}
