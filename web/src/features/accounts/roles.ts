// Roles and scopes as people read them.
import type { Role, Schema } from "@/kit/api"

export const ROLES: readonly { value: Role; label: string }[] = [
  { value: "recruiter", label: "Recruiter: fills jobs" },
  { value: "manager", label: "Manager: of a client, sees its own jobs" },
  { value: "admin", label: "Admin: also users, contracts, schedules" },
]
export const ROLE_NAMES: Record<Role, string> = { admin: "Admin", recruiter: "Recruiter", manager: "Manager" }

export type Scope = Schema<"KeyShown">["scopes"][number]
export const SCOPES: readonly { value: Scope; label: string }[] = [
  { value: "recruiting:read", label: "Read companies, jobs, candidates, boards" },
  { value: "recruiting:write", label: "Change them" },
  { value: "scraping:read", label: "Read postings, sites, runs" },
  { value: "scraping:write", label: "Scrape, and change schedules" },
]
/** What a recruiter may give to a key: what a recruiter may do and no more. */
export const SCOPES_OF: Record<Role, readonly Scope[]> = {
  admin: SCOPES.map((one) => one.value),
  recruiter: ["scraping:read", "recruiting:read"],
  manager: [],
}
