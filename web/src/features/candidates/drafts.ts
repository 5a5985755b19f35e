// Notes that were begun and not written: kept while one looks at something else, for as long as the page is open.

export interface Draft extends Record<string, unknown> {
  text: string
  shared: boolean
}

const drafts = new Map<string, Draft>()

/** The note that was begun about a person. */
export function draftOf(candidateId: string) {
  return {
    get: (): Draft => drafts.get(candidateId) ?? { text: "", shared: false },
    keep(draft: Draft): void {
      if (draft.text === "") drafts.delete(candidateId)
      else drafts.set(candidateId, draft)
    },
  }
}
