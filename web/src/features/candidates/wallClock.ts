// Times as fields of a form hold them (`2030-01-31T09:30`), in the zone that this person reads times in.

/** What the clocks of a zone show at a moment (ISO 8601), to the minute. */
export function toWall(moment: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(moment))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ""
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`
}

/**
 * The moment (ISO 8601, UTC) at which the clocks of a zone show this; "" for what is no time.
 *
 * An hour that comes twice is the first of the two; one that is left out is as far behind the change as it is written.
 */
export function fromWall(wall: string, zone: string): string {
  const written = Date.parse(`${wall}Z`)
  if (Number.isNaN(written)) return ""
  const behind = (at: number) => Date.parse(`${toWall(new Date(at).toISOString(), zone)}Z`) - at
  // The zone's distance from UTC a day before and a day after: between them lies a change of clocks, if there is one.
  const before = written - behind(written - 86_400_000)
  const after = written - behind(written + 86_400_000)
  const fits = [before, after].find((at) => at + behind(at) === written)
  return new Date(fits ?? before).toISOString()
}
