// Why a posting stands in its opening: matching's evidence in plain words.

export interface Reason {
  text: string
  /** Whether it speaks for it, against it, or says nothing. */
  speaks: "for" | "against" | "neither"
}

const SAID: Record<string, Record<string, Reason>> = {
  employer: {
    same: { text: "Same employer", speaks: "for" },
    part: { text: "One employer's name holds the other's", speaks: "for" },
    unknown: { text: "The employer is not known", speaks: "neither" },
    other: { text: "Another employer", speaks: "against" },
  },
  title: {
    same: { text: "Same title", speaks: "for" },
    "same words in another order": { text: "Same words in the title, in another order", speaks: "for" },
    "one says more": { text: "One title says more than the other", speaks: "for" },
    "other words": { text: "Other words in the title", speaks: "against" },
    "other level": { text: "Another level in the title", speaks: "against" },
    "other number": { text: "Another number in the title", speaks: "against" },
  },
  place: {
    same: { text: "Same place", speaks: "for" },
    shared: { text: "They share a place", speaks: "for" },
    covers: { text: "One place lies within the other", speaks: "for" },
    unknown: { text: "The place is not known", speaks: "neither" },
    other: { text: "Another place", speaks: "against" },
  },
  requisition: {
    same: { text: "Same requisition number", speaks: "for" },
    other: { text: "Other requisition numbers", speaks: "against" },
  },
  address: { same: { text: "Both lead to the same address", speaks: "for" } },
}
const FULL = 0.9
const COPIED = 0.75
const OTHER = 0.5
const LONG_DAYS = 180

/**
 * The evidence of one posting as sentences. `decidedBy` is `rules` or who split or joined.
 *
 * A posting that was there first has none.
 */
export function reasonsOf(evidence: Record<string, unknown>, decidedBy: string): Reason[] {
  const decided = evidence["decided"]
  const person = decidedBy.replace(/^user:/, "")
  if (decidedBy !== "rules")
    return [{ text: decided === "split" ? `Split off by ${person}` : `Joined by ${person}`, speaks: "for" }]
  if (decided === "same") return [{ text: "A person said that they are the same", speaks: "for" }]
  if (evidence["board_id"] !== undefined)
    return [{ text: `The board shows it under one id: ${String(evidence["board_id"])}`, speaks: "for" }]
  if (evidence["vacancy_key"] !== undefined)
    return [
      {
        text: `Both lead to one vacancy of the employer's own system: ${String(evidence["vacancy_key"])}`,
        speaks: "for",
      },
    ]
  const found = ["employer", "title", "place", "requisition", "address"].flatMap((name) => {
    const said = evidence[name]
    const reason = typeof said === "string" ? SAID[name]?.[said] : undefined
    return reason ? [reason] : []
  })
  const words = evidence["title_words"]
  if (Array.isArray(words) && words.length > 0)
    found.push({ text: `Only one title says “${words.join(" ")}”, and the other's text says it too`, speaks: "for" })
  return [...found, ...ofText(evidence["text"]), ...ofTime(evidence["days_apart"])]
}

function ofText(share: unknown): Reason[] {
  if (share === "unknown") return [{ text: "There is too little text to compare", speaks: "neither" }]
  if (typeof share !== "number") return []
  const percent = `${Math.round(share * 100)} %`
  if (share >= FULL) return [{ text: `The text is the same: ${percent} of the shorter one`, speaks: "for" }]
  if (share >= COPIED) return [{ text: `Most of the text is the same: ${percent} of the shorter one`, speaks: "for" }]
  return [{ text: `${percent} of the shorter text is the same`, speaks: share < OTHER ? "against" : "neither" }]
}

function ofTime(days: unknown): Reason[] {
  if (typeof days !== "number") return []
  if (days === 0) return [{ text: "They stood there at the same time", speaks: "for" }]
  const apart = days === 1 ? "1 day" : `${days} days`
  return [{ text: `${apart} between one and the other`, speaks: days > LONG_DAYS ? "against" : "neither" }]
}
