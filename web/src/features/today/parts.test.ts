import { describe, expect, it } from "vitest"
import { partsOf } from "./parts"
import type { Today } from "./queries"

const NONE = { items: [], has_more: false }
const EMPTY: Today = {
  quiet_days: 14,
  replies: NONE,
  interviews: NONE,
  without_outcome: NONE,
  stuck: NONE,
  guarantees: NONE,
  failed_runs: NONE,
  paused_schedules: NONE,
}
const ADA = { applicant_id: "a", candidate_id: "c", candidate: "Ada", job_id: "j", job: "Welder" }

describe("what waits", () => {
  it("is nothing where nothing waits", () => {
    expect(partsOf(EMPTY, "admin")).toEqual([])
  })

  it("leads to the person, the job and the run, and says what to do for whom", () => {
    const today: Today = {
      ...EMPTY,
      quiet_days: 30,
      stuck: {
        items: [{ ...ADA, stage: "Offer", stage_kind: "offer", stage_since: "2030-01-01T00:00:00Z" }],
        has_more: true,
      },
      failed_runs: {
        items: [
          {
            run_id: "manual/1",
            site_name: "lever",
            target: "acme",
            schedule: null,
            message: "It broke.",
            at: "2030-01-01T00:00:00Z",
          },
        ],
        has_more: false,
      },
    }
    const [stuck, runs] = partsOf(today, "recruiter")
    expect(stuck?.rows[0]).toMatchObject({ name: "Ada", to: "/candidates/c", about: "Offer", job: { to: "/jobs/j" } })
    expect([stuck?.hasMore, stuck?.todo]).toEqual([true, "No step for 30 days: move them on, or let them know."])
    expect(runs?.rows[0]).toMatchObject({ name: "lever · acme", to: "/runs/manual%2F1", about: "It broke." })
    expect(partsOf(today, "manager")[0]?.todo).toContain("ask your agency")
  })
})
