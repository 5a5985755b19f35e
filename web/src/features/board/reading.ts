// What the board reads: pages by their cursor, and the summary; each with its ETag, so that what is as it was costs little.
import { api, ask } from "@/kit/api"
import { queryOf, type Asked, type Row, type Summary } from "./asked"

/** Rows between two places, and of one page. */
export const EVERY = 100

/** What was read, with the tag to ask by for the next time; null where it is as it was. */
export type Read<Data> = { data: Data; etag: string | null } | null

export interface Reader {
  page(
    after: string | undefined,
    limit: number,
    etag: string | null,
    signal: AbortSignal,
  ): Promise<Read<{ items: Row[]; next?: string | null }>>
  summary(etag: string | null, signal: AbortSignal): Promise<Read<Summary>>
}

/** `shared` gives the summary where somebody else reads the same one: it is asked for once. */
export function readerOf(
  jobId: string,
  asked: Asked,
  shared?: () => Promise<{ data: Summary; etag: string | null }>,
): Reader {
  const path = { job_id: jobId }
  const query = queryOf(asked)
  return {
    page: (after, limit, etag, signal) =>
      unlessSame(
        api.GET("/api/jobs/{job_id}/board", {
          params: { path, query: { ...query, limit, ...(after !== undefined && { after }) }, header: seen(etag) },
          signal,
        }),
      ),
    summary: async (etag, signal) => {
      if (shared) {
        const now = await shared()
        return now.etag !== null && now.etag === etag ? null : now
      }
      return unlessSame(
        api.GET("/api/jobs/{job_id}/board/summary", {
          params: { path, query: { ...query, every: EVERY }, header: seen(etag) },
          signal,
        }),
      )
    },
  }
}

function seen(etag: string | null): { "If-None-Match"?: string } {
  return etag === null ? {} : { "If-None-Match": etag }
}

async function unlessSame<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Read<Data>> {
  let etag: string | null = null
  let same = false
  const data = await ask<Data>(
    asked.then((answer) => {
      etag = answer.response.headers.get("ETag")
      same = answer.response.status === 304
      return same ? { response: new Response(null) } : answer
    }),
  )
  return same ? null : { data, etag }
}
