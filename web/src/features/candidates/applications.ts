// What is read and written of one person across jobs: applications, the timeline, interviews, mails, placements.
import { api, ask, ifMatch, useList, type Schema } from "@/kit/api"
import { useQuery, useQueryClient } from "@tanstack/vue-query"
import { computed, toValue, type MaybeRefOrGetter } from "vue"
import { isStale } from "./meanwhile"
import { given, keys } from "./queries"

export type Application = Schema<"ApplicationShown">
export type Happening = Schema<"Happening">
export type Interview = Schema<"InterviewShown">
export type Mail = Schema<"MailShown">
export type MailEvent = Schema<"EventGiven">["event"]
export type Placement = Schema<"PlacementShown">
type Kind = Happening["kind"]

/** The page on which a job's pipeline is. */
export const boardOf = (jobId: string) => `/jobs/${jobId}/board`

export function useApplications(id: MaybeRefOrGetter<string>) {
  return useList(
    computed(() => keys.of(toValue(id), "applications")),
    ({ after, signal }) =>
      ask(
        api.GET("/api/candidates/{candidate_id}/applications", {
          params: { path: { candidate_id: toValue(id) }, query: given({ after: after ?? null }) },
          signal,
        }),
      ),
  )
}

/** Everything that happened with a person, or only what is of one kind. */
export function useTimeline(id: MaybeRefOrGetter<string>, kind: Kind | null) {
  return useList(
    computed(() => keys.of(toValue(id), "timeline", kind ?? "all")),
    ({ after, signal }) => {
      const query = given({ after: after ?? null, kind: kind === null ? null : [kind] })
      return ask(
        api.GET("/api/candidates/{candidate_id}/timeline", {
          params: { path: { candidate_id: toValue(id) }, query },
          signal,
        }),
      )
    },
  )
}

export function useInterview(candidateId: string, id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.of(candidateId, "interview", toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/interviews/{interview_id}", { params: { path: { interview_id: toValue(id) } }, signal })),
    enabled: computed(() => toValue(id) !== ""),
    gcTime: 0, // a form begins with what is there now
  })
}

export function useMail(candidateId: string, id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.of(candidateId, "mail", toValue(id))),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/mails/{mail_id}", { params: { path: { mail_id: toValue(id) } }, signal })),
  })
}

export function usePlacement(
  candidateId: string,
  applicantId: MaybeRefOrGetter<string>,
  isThere: MaybeRefOrGetter<boolean>,
) {
  return useQuery({
    queryKey: computed(() => keys.of(candidateId, "placement", toValue(applicantId))),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/applicants/{applicant_id}/placement", {
          params: { path: { applicant_id: toValue(applicantId) } },
          signal,
        }),
      ),
    enabled: computed(() => toValue(isThere)),
    gcTime: 0,
  })
}

/** Open jobs whose title has these words. */
export function useOpenJobs(words: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ["candidates", "jobs", toValue(words)]),
    queryFn: ({ signal }) => {
      const query = { status: ["open" as const], limit: 20, ...given({ q: toValue(words).trim() || null }) }
      return ask(api.GET("/api/jobs", { params: { query }, signal }))
    },
    placeholderData: (before) => before,
  })
}

export function useStagesOf(jobId: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ["candidates", "stages", toValue(jobId)]),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/jobs/{job_id}/stages", { params: { path: { job_id: toValue(jobId) } }, signal })),
  })
}

export function useRoundsOf(companyId: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ["candidates", "rounds", toValue(companyId)]),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/companies/{company_id}/rounds", { params: { path: { company_id: toValue(companyId) } }, signal }),
      ),
    enabled: computed(() => toValue(companyId) !== ""),
  })
}

/** Users who may hold an interview for a client: the agency's, and the client's managers. */
export function useInterviewers(companyId: MaybeRefOrGetter<string>, wanted: boolean) {
  return useQuery({
    queryKey: computed(() => ["candidates", "interviewers", toValue(companyId)]),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/jobs/in-charge", { params: { query: { company_id: toValue(companyId) } }, signal })),
    enabled: computed(() => wanted && toValue(companyId) !== ""),
  })
}

/** Writes around one person; all that is shown of it, and of the board, is read anew after each. */
export function useWritesAround(candidateId: string) {
  const client = useQueryClient()
  async function written<T>(sent: Promise<T>): Promise<T> {
    try {
      const made = await sent
      for (const queryKey of [keys.one(candidateId), keys.lists, ["board"], ["today"]])
        void client.invalidateQueries({ queryKey })
      return made
    } catch (error) {
      if (isStale(error)) void client.invalidateQueries({ queryKey: keys.one(candidateId) })
      throw error
    }
  }
  const making = (key: string) => ({ "Idempotency-Key": key })
  return {
    move: (seen: Pick<Application, "id" | "version">, body: Schema<"ApplicantChange">) =>
      written(
        ask(
          api.PATCH("/api/applicants/{applicant_id}", {
            body,
            params: { path: { applicant_id: seen.id }, header: ifMatch(seen) },
          }),
        ),
      ),
    add: (jobId: string, body: Schema<"ApplicantsGiven">, key: string) =>
      written(
        ask(
          api.POST("/api/jobs/{job_id}/applicants", {
            body,
            params: { path: { job_id: jobId }, header: making(key) },
          }),
        ),
      ),
    interview: (applicantId: string, body: Schema<"InterviewGiven">, key: string) =>
      written(
        ask(
          api.POST("/api/applicants/{applicant_id}/interviews", {
            body,
            params: { path: { applicant_id: applicantId }, header: making(key) },
          }),
        ),
      ),
    changeInterview: (seen: Interview, body: Schema<"InterviewChanged">) =>
      written(
        ask(
          api.PATCH("/api/interviews/{interview_id}", {
            body,
            params: { path: { interview_id: seen.id }, header: ifMatch(seen) },
          }),
        ),
      ),
    mail: (applicantId: string, body: Schema<"MailGiven">, key: string) =>
      written(
        ask(
          api.POST("/api/applicants/{applicant_id}/mails", {
            body,
            params: { path: { applicant_id: applicantId }, header: making(key) },
          }),
        ),
      ),
    became: (mailId: string, event: MailEvent, key: string) =>
      written(
        ask(
          api.POST("/api/mails/{mail_id}/events", {
            body: { event },
            params: { path: { mail_id: mailId }, header: making(key) },
          }),
        ),
      ),
    place: (applicantId: string, body: Schema<"PlacementGiven">, key: string) =>
      written(
        ask(
          api.POST("/api/applicants/{applicant_id}/placement", {
            body,
            params: { path: { applicant_id: applicantId }, header: making(key) },
          }),
        ),
      ),
    changePlacement: (seen: Placement, body: Schema<"PlacementChanged">) =>
      written(
        ask(
          api.PATCH("/api/placements/{placement_id}", {
            body,
            params: { path: { placement_id: seen.id }, header: ifMatch(seen) },
          }),
        ),
      ),
  }
}
